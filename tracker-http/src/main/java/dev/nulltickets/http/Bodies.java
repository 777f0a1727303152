package dev.nulltickets.http;

import dev.nulltickets.core.model.Rejection;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Read request bodies, as far as the limit allows. */
final class Bodies {
    private final int limit;

    Bodies(int limit) {
        this.limit = limit;
    }

    /** Return the body as text; empty if there is none. */
    String read(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return "";
        }
        if (request.headers().contentLength().orElse(0) > limit) {
            throw tooLarge();
        }
        try (InputStream in = request.content().inputStream()) {
            byte[] bytes = in.readNBytes(limit);
            if (bytes.length == limit && in.read() >= 0) {
                throw tooLarge();
            }
            return text(bytes);
        } catch (IOException | UncheckedIOException | InsufficientDataAvailableException gone) {
            throw new CloseConnectionException("the caller has gone before the end of its body", gone);
        }
    }

    int limit() {
        return limit;
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Rejection.InvalidJson("the body is not UTF-8").asException();
        }
    }

    private RefusedRequest tooLarge() {
        return new RefusedRequest(HttpErrors.tooLarge(limit));
    }
}
