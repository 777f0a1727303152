package dev.nulltickets.http;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.trace.TraceDecoder;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Read request bodies, as far as the limits allow. */
final class Bodies {
    private final int limit;
    private final int traceLimit;
    private final TraceDecoder decoder;

    Bodies(HttpSettings settings, TraceDecoder decoder) {
        this.limit = settings.maxBodyBytes();
        this.traceLimit = settings.maxTraceBytes();
        this.decoder = new DecodingThreads(decoder);
    }

    /** Return the bytes of the body of a request for a route; none if there is no body, or it means nothing. */
    byte[] receive(BodyKind kind, ServerRequest request) {
        return switch (kind) {
            case NONE -> new byte[0];
            case JSON, JSON_OR_LIST, TRACES -> bytes(request, kind);
        };
    }

    /** Read the bytes of a body. */
    Body read(BodyKind kind, byte[] bytes, ServerRequest request) {
        return switch (kind) {
            case NONE -> new Body.None();
            case JSON -> json(text(bytes));
            case JSON_OR_LIST -> jsonOrList(text(bytes));
            case TRACES -> traces(bytes, request);
        };
    }

    /** Return the most bytes that a body may have. */
    int limit(BodyKind kind) {
        return kind == BodyKind.TRACES ? traceLimit : limit;
    }

    private static Body json(String text) {
        return text.isEmpty() ? new Body.None() : new Body.Fields(JsonFields.parse(text), text);
    }

    private static Body jsonOrList(String text) {
        if (text.isEmpty()) {
            return new Body.None();
        }
        Json value = Json.parse(text);
        return value instanceof Json.Elements list
                ? new Body.Items(list.values(), text)
                : new Body.Fields(JsonFields.of("", value), text);
    }

    private Body traces(byte[] bytes, ServerRequest request) {
        String contentType = request.headers().first(HeaderNames.CONTENT_TYPE).orElse(null);
        return new Body.Traces(bytes, contentType, decoder.decode(bytes, contentType));
    }

    /** Return the body, decompressed; empty if there is none. */
    private byte[] bytes(ServerRequest request, BodyKind kind) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        BodyEncoding encoding = BodyEncoding.of(request.headers());
        if (!reads(kind, encoding)) {
            throw new RefusedRequest(HttpErrors.encoded());
        }
        int limit = limit(kind);
        long length = request.headers().contentLength().orElse(-1);
        if (length > limit) {
            throw tooLarge(limit);
        }
        return decoded(encoding, sent(request, (int) length, limit), limit);
    }

    /** Return the body as it was sent. */
    private static byte[] sent(ServerRequest request, int length, int limit) {
        try (InputStream sent = request.content().inputStream()) {
            return length >= 0 ? whole(sent, length) : whateverComes(sent, limit);
        } catch (IOException | UncheckedIOException | InsufficientDataAvailableException gone) {
            throw new CloseConnectionException("the caller has gone before the end of its body", gone);
        }
    }

    private static boolean reads(BodyKind kind, BodyEncoding encoding) {
        return switch (encoding) {
            case IDENTITY -> true;
            case GZIP -> kind == BodyKind.TRACES;
            case OTHER -> false;
        };
    }

    /** Read a body of a known length into an array of just that, instead of collecting pieces of some kilobytes. */
    private static byte[] whole(InputStream sent, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (sent.readNBytes(bytes, 0, length) < length) {
            throw new EOFException("the body ends early");
        }
        return bytes;
    }

    /** Read a body that does not say how long it is. */
    private static byte[] whateverComes(InputStream sent, int limit) throws IOException {
        byte[] bytes = sent.readNBytes(limit);
        if (bytes.length == limit && sent.read() >= 0) {
            throw tooLarge(limit);
        }
        return bytes;
    }

    private static byte[] decoded(BodyEncoding encoding, byte[] sent, int limit) {
        try {
            byte[] decoded = encoding.decoded(sent, limit);
            if (decoded == null) {
                throw tooLarge(limit);
            }
            return decoded;
        } catch (IOException broken) {
            throw new Rejection.InvalidJson("the body is not the gzip that Content-Encoding promises").asException();
        }
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

    private static RefusedRequest tooLarge(int limit) {
        return new RefusedRequest(HttpErrors.tooLarge(limit));
    }
}
