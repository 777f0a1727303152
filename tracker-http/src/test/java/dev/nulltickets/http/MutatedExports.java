package dev.nulltickets.http;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Make exports of traces with something wrong: bits, lengths, ends, nesting, encodings, and what they say to be. */
final class MutatedExports {
    private static final List<String> TYPES = List.of(
            "application/x-protobuf",
            "application/x-protobuf",
            "application/protobuf; charset=utf-8",
            "application/json",
            "application/json",
            "application/vnd.x+json",
            "text/plain",
            "",
            ";;",
            "application/x-protobuf, application/json");
    private static final List<String> ENCODINGS =
            List.of("", "", "", "", "gzip", "gzip", "identity", "br", "gzip, gzip", "x-gzip");

    private final SplittableRandom random;
    private final int limit;

    /**
     * Plan.
     *
     * @param limit the most bytes that the server takes, so that some have more
     */
    MutatedExports(long seed, int limit) {
        this.random = new SplittableRandom(seed);
        this.limit = limit;
    }

    /** A request, whole but for its target and host. */
    record Export(String headers, ByteString body) {}

    Export next() {
        byte[] body = random.nextBoolean() ? protobuf() : json();
        body = random.nextInt(8) == 0 ? body : mutated(body);
        String encoding = pick(ENCODINGS);
        if (encoding.contains("gzip") && random.nextInt(8) != 0) {
            body = zipped(random.nextInt(50) == 0 ? new byte[20 * limit] : body);
            body = random.nextInt(3) == 0 ? mutated(body) : body;
        }
        String type = pick(TYPES);
        StringBuilder headers = new StringBuilder();
        headers.append(type.isEmpty() ? "" : "Content-Type: " + type + "\r\n");
        headers.append(encoding.isEmpty() ? "" : "Content-Encoding: " + encoding + "\r\n");
        headers.append(random.nextInt(4) == 0 ? "Accept: application/json\r\n" : "");
        headers.append("Content-Length: ").append(body.length).append("\r\n");
        return new Export(headers.toString(), ByteString.copyFrom(body));
    }

    private byte[] mutated(byte[] body) {
        byte[] changed = body;
        for (int i = random.nextInt(3); i >= 0 && changed.length > 0; i--) {
            changed = mutatedOnce(changed);
        }
        return changed;
    }

    private byte[] mutatedOnce(byte[] body) {
        int at = random.nextInt(body.length);
        byte[] changed = body.clone();
        switch (random.nextInt(8)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            case 2 -> changed[at] = (byte) 0xff;
            case 3 -> changed = Arrays.copyOf(body, at);
            case 4 -> changed = joined(body, Arrays.copyOfRange(body, at, body.length));
            case 5 -> changed = joined(Arrays.copyOf(body, at), noise(random.nextInt(20)), rest(body, at));
            case 6 -> changed = joined(Arrays.copyOf(body, at), rest(body, Math.min(body.length, at + 5)));
            default -> Arrays.fill(changed, at, Math.min(body.length, at + 1 + random.nextInt(10)), (byte) 0x80);
        }
        return changed;
    }

    private byte[] protobuf() {
        if (random.nextInt(100) == 0) {
            return new byte[limit - 1 + random.nextInt(3)];
        }
        Span.Builder span = Span.newBuilder()
                .setTraceId(id(16))
                .setSpanId(id(8))
                .setParentSpanId(id(8))
                .setName("chat")
                .setKindValue(random.nextInt(10))
                .setStartTimeUnixNano(random.nextLong())
                .setEndTimeUnixNano(random.nextLong())
                .setFlags(random.nextInt())
                .setStatus(Status.newBuilder().setCodeValue(random.nextInt(5)).setMessage("m"))
                .addAttributes(attribute("gen_ai.usage.input_tokens", whole()))
                .addAttributes(attribute("nulltickets.run_id", text("a-run")))
                .addAttributes(attribute("deep", nested(random.nextInt(20) == 0 ? 300 : random.nextInt(5))))
                .addEvents(Span.Event.newBuilder().setName("e").addAttributes(attribute("a", text("b"))))
                .addLinks(Span.Link.newBuilder().setTraceId(id(16)).setSpanId(id(8)));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(attribute("service.name", text("s"))))
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .setScope(InstrumentationScope.newBuilder().setName("scope"))
                                .addSpans(span)
                                .addSpans(span.setSpanId(id(8)))))
                .build()
                .toByteArray();
    }

    private byte[] json() {
        int depth = random.nextInt(20) == 0 ? 5_000 : random.nextInt(5);
        String deep = "{\"arrayValue\":{\"values\":[".repeat(depth) + "{\"intValue\":\"1\"}" + "]}}".repeat(depth);
        String text = """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]},
                "scopeSpans":[{"scope":{"name":"scope"},"spans":[{"traceId":"%s","spanId":"%s","name":"chat","kind":%d,
                "startTimeUnixNano":"%d","endTimeUnixNano":%d,"status":{"code":%d},"attributes":[
                {"key":"gen_ai.usage.output_tokens","value":{"intValue":%d}},{"key":"deep","value":%s}],
                "events":[{"timeUnixNano":"1","name":"e"}],"links":[{"traceId":"00","spanId":"x"}]}]}]}]}
                """.formatted(
                        hex(16),
                        hex(8),
                        random.nextInt(10),
                        random.nextLong(),
                        random.nextLong(),
                        random.nextInt(5),
                        random.nextLong(),
                        deep);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private AnyValue nested(int depth) {
        AnyValue value = whole();
        for (int i = 0; i < depth; i++) {
            value = i % 2 == 0
                    ? AnyValue.newBuilder()
                            .setArrayValue(ArrayValue.newBuilder().addValues(value))
                            .build()
                    : AnyValue.newBuilder()
                            .setKvlistValue(KeyValueList.newBuilder().addValues(attribute("k", value)))
                            .build();
        }
        return value;
    }

    private AnyValue whole() {
        return AnyValue.newBuilder().setIntValue(random.nextLong()).build();
    }

    private static AnyValue text(String value) {
        return AnyValue.newBuilder().setStringValue(value).build();
    }

    private static KeyValue attribute(String key, AnyValue value) {
        return KeyValue.newBuilder().setKey(key).setValue(value).build();
    }

    private ByteString id(int bytes) {
        return ByteString.copyFrom(noise(bytes));
    }

    private String hex(int bytes) {
        StringBuilder digits = new StringBuilder();
        for (byte one : noise(bytes)) {
            digits.append("%02x".formatted(one));
        }
        return digits.toString();
    }

    private byte[] noise(int count) {
        byte[] noise = new byte[count];
        random.nextBytes(noise);
        return noise;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static byte[] rest(byte[] body, int from) {
        return Arrays.copyOfRange(body, from, body.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
