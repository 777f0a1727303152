package dev.nulltickets.http;

import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.trace.TraceEncoding;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Put the answer to an export of traces into the encoding of the request, as OTLP/HTTP wants it. The JSON answer holds
 * all there is to say; in protobuf it becomes an {@code ExportTraceServiceResponse}, or, if it is a refusal, a {@code
 * google.rpc.Status}. These two messages are so small that they are written here, without a library.
 */
final class ExportAnswer {
    /** What it says to be. */
    static final String CONTENT_TYPE = "application/x-protobuf";

    private static final Set<String> PROTOBUF = Set.of(CONTENT_TYPE, "application/protobuf");
    private static final Pattern WEIGHT = Pattern.compile("(?i);\\s*q\\s*=\\s*([^;\\s]*)");
    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private ExportAnswer() {}

    /**
     * Say whether a request with these headers is answered in protobuf: it comes so, and does not ask for JSON by name,
     * or asks for protobuf no less.
     */
    static boolean isInProtobuf(Headers headers) {
        return PROTOBUF.contains(essence(headers.first(HeaderNames.CONTENT_TYPE).orElse(""))) && !prefersJson(headers);
    }

    /**
     * Return the body of an answer in protobuf, or null if it stays in JSON: what was kept unread had no encoding to
     * answer in, and existing clients expect JSON then.
     */
    static byte @Nullable [] inProtobuf(Reply json) {
        JsonFields fields = JsonFields.parse(json.body());
        if (json.status() != 200) {
            return status(grpcCode(json.status()), fields.fields("error").string("message"));
        }
        if (fields.string("stored").equals(TraceEncoding.BLOB.code())) {
            return null;
        }
        JsonFields partial = fields.optionalFields("partialSuccess");
        return partial == null ? new byte[0] : response(partial);
    }

    private static byte[] response(JsonFields partialSuccess) {
        Message partial = new Message()
                .number(1, Long.parseLong(partialSuccess.string("rejectedSpans")))
                .text(2, partialSuccess.string("errorMessage"));
        return new Message().bytes(1, partial.bytes()).bytes();
    }

    private static byte[] status(int code, String message) {
        return new Message().number(1, code).text(2, message).bytes();
    }

    /** Return what gRPC calls a status. */
    private static int grpcCode(int status) {
        return switch (status) {
            case 401 -> 16; // UNAUTHENTICATED
            case 403 -> 7; // PERMISSION_DENIED
            case 408 -> 4; // DEADLINE_EXCEEDED
            case 409 -> 10; // ABORTED
            case 413 -> 11; // OUT_OF_RANGE
            case 500 -> 13; // INTERNAL
            case 503 -> 14; // UNAVAILABLE
            default -> 3; // INVALID_ARGUMENT
        };
    }

    private static boolean prefersJson(Headers headers) {
        if (!headers.contains(HeaderNames.ACCEPT)) {
            return false;
        }
        List<String> accepted = headers.values(HeaderNames.ACCEPT).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .toList();
        return weight(accepted, Set.of("application/json")) > weight(accepted, PROTOBUF);
    }

    /** Return how much any of some types is asked for by name, from 0, which is not at all, to 1. */
    private static double weight(List<String> accepted, Set<String> types) {
        return accepted.stream()
                .filter(one -> types.contains(essence(one)))
                .mapToDouble(ExportAnswer::weight)
                .max()
                .orElse(0);
    }

    private static double weight(String accepted) {
        Matcher weight = WEIGHT.matcher(accepted);
        if (!weight.find()) {
            return 1;
        }
        return weight.group(1).matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(weight.group(1)) : 0;
    }

    private static String essence(String mediaType) {
        int parameters = mediaType.indexOf(';');
        return (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** Write one message, field by field. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            if (value != 0) {
                varint(((long) field << 3) | VARINT);
                varint(value);
            }
            return this;
        }

        Message text(int field, String value) {
            return value.isEmpty() ? this : bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | BYTES);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
