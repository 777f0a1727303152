package dev.nulltickets.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

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

    /** Undo the encoding, piece by piece as it is read. */
    InputStream decoded(InputStream body) throws IOException {
        return switch (this) {
            case IDENTITY -> body;
            case GZIP -> new GZIPInputStream(body, BUFFER_BYTES);
            case OTHER -> throw new IllegalStateException("such a body is refused before it is read");
        };
    }
}
