package dev.nulltickets.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Say what was done to a body before it was sent. */
enum BodyEncoding {
    IDENTITY,
    GZIP,
    OTHER;

    private static final int BUFFER_BYTES = 8192;

    /** Read what a request says of its body. */
    static BodyEncoding of(Headers headers) {
        if (!headers.contains(HeaderNames.CONTENT_ENCODING)) {
            return IDENTITY;
        }
        List<String> codings = headers.values(HeaderNames.CONTENT_ENCODING).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
        if (codings.isEmpty()) {
            return IDENTITY;
        }
        return codings.equals(List.of("gzip")) || codings.equals(List.of("x-gzip")) ? GZIP : OTHER;
    }

    /**
     * Undo the encoding. Return null if more than a limit comes out.
     *
     * @throws IOException if the bytes are not what the encoding makes
     */
    byte @Nullable [] decoded(byte[] body, int limit) throws IOException {
        return switch (this) {
            case IDENTITY -> body.length > limit ? null : body;
            case GZIP -> unzipped(body, limit);
            case OTHER -> throw new IllegalStateException("such a body is refused before it is read");
        };
    }

    /**
     * Decompress twice: first to see how much comes out, so that what is too much takes no memory, and what is not
     * takes no more than it needs.
     */
    private static byte @Nullable [] unzipped(byte[] body, int limit) throws IOException {
        int size = size(body, limit);
        if (size > limit) {
            return null;
        }
        try (InputStream in = unzipping(body)) {
            return in.readNBytes(size);
        }
    }

    /** Return how much comes out, and more than the limit as soon as it is more. */
    private static int size(byte[] body, int limit) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = unzipping(body)) {
            int size = 0;
            int read = in.read(buffer);
            while (read >= 0 && size <= limit) {
                size += read;
                read = in.read(buffer);
            }
            return size;
        }
    }

    private static InputStream unzipping(byte[] body) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(body), BUFFER_BYTES);
    }
}
