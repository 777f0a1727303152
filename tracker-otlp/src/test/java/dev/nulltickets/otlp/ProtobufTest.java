package dev.nulltickets.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.TraceEncoding;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Read requests in protobuf; the seed is fixed, so that what fails once fails again. */
class ProtobufTest {
    private final RandomGenerator random = new SplittableRandom(20260103);
    private final OtlpDecoder decoder = new OtlpDecoder();

    private DecodedTraces decode(byte[] body) {
        return decoder.decode(body, "application/x-protobuf");
    }

    @Test
    void bothEncodingsOfARequestGiveEqualSpans() {
        RandomExports exports = new RandomExports(random);
        long kept = 0;
        long rejected = 0;
        for (int i = 0; i < 1_000; i++) {
            ExportTraceServiceRequest request = exports.request();
            String json = ExportWriter.json(request);
            DecodedTraces fromJson = decoder.decode(json.getBytes(StandardCharsets.UTF_8), "application/json");
            DecodedTraces fromProtobuf = decode(request.toByteArray());
            assertThat(fromProtobuf)
                    .as(json)
                    .isEqualTo(new DecodedTraces(
                            TraceEncoding.PROTOBUF, fromJson.spans(), fromJson.rejected(), fromJson.problem()));
            assertThat(fromProtobuf.spans()).allMatch(WellFormed::test);
            kept += fromProtobuf.spans().size();
            rejected += fromProtobuf.rejected();
        }
        assertThat(List.of(kept, rejected)).allMatch(count -> count > 500);
    }

    @Test
    void damagedBytesAreReadOrKeptUnreadAndNothingElseHappens() {
        RandomExports exports = new RandomExports(random);
        int read = 0;
        for (int i = 0; i < 4_000; i++) {
            byte[] body = damaged(exports.request().toByteArray());
            DecodedTraces traces = decode(body);
            assertThat(traces.spans()).allMatch(WellFormed::test);
            boolean wasRead = traces.encoding() == TraceEncoding.PROTOBUF;
            assertThat(wasRead || (traces.spans().isEmpty() && !traces.problem().isEmpty()))
                    .isTrue();
            read += wasRead ? 1 : 0;
        }
        assertThat(read).isBetween(200, 3_800);
    }

    private byte[] damaged(byte[] whole) {
        byte[] body = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length + 9) : whole.length);
        for (int i = random.nextInt(4); i > 0 && body.length > 0; i--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    @Test
    void anEmptyRequestIsOne() {
        assertThat(decode(new byte[0])).isEqualTo(new DecodedTraces(TraceEncoding.PROTOBUF, List.of(), 0, ""));
        assertThat(decoder.decode(new byte[0], "application/protobuf; x=y").encoding())
                .isEqualTo(TraceEncoding.PROTOBUF);
    }

    @Test
    void unknownFieldsOfEveryWireTypeAreIgnored() {
        for (String hex :
                List.of("1005", "190102030405060708", "2501020304", "1a0161", "130801a0010214", "1314", "0801")) {
            assertThat(decode(HexFormat.of().parseHex(hex)).problem()).as(hex).isEmpty();
        }
    }

    @Test
    void whatIsNoRequestIsLeftUnreadAndSaysWhy() {
        List<String> broken = List.of(
                "ff", "0a05", "0aff00", "0affffffff0f", "00", "0c", "08ffffffffffffffffffff01", "0a021205", "14");
        for (String hex : broken) {
            DecodedTraces traces = decode(HexFormat.of().parseHex(hex));
            assertThat(traces.encoding()).as(hex).isEqualTo(TraceEncoding.BLOB);
            assertThat(traces.problem()).as(hex).startsWith("kept, but not read: the body is no Export");
        }
    }

    @Test
    void aTextThatIsNotUtf8IsNoText() throws IOException {
        byte[] name = field(5, new byte[] {'a', (byte) 0xff});
        byte[] schemaUrl = field(3, new byte[] {(byte) 0xc3});
        assertThat(decode(field(1, field(2, field(2, name)))).encoding()).isEqualTo(TraceEncoding.BLOB);
        assertThat(decode(field(1, schemaUrl)).encoding()).isEqualTo(TraceEncoding.BLOB);
        assertThat(decode(field(1, field(2, schemaUrl))).encoding()).isEqualTo(TraceEncoding.BLOB);
    }

    @Test
    void aMessageInSeveralPartsIsOne() {
        ResourceSpans first = ResourceSpans.newBuilder()
                .setSchemaUrl("first")
                .setResource(Resource.newBuilder().addAttributes(text("a", "1")))
                .addScopeSpans(ScopeSpans.newBuilder()
                        .addSpans(Span.newBuilder()
                                .setTraceId(ByteString.copyFrom(
                                        new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6}))
                                .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))))
                .build();
        ResourceSpans second = ResourceSpans.newBuilder()
                .setSchemaUrl("second")
                .setResource(Resource.newBuilder().addAttributes(text("b", "2")))
                .build();
        byte[] joined = first.toByteString().concat(second.toByteString()).toByteArray();

        DecodedTraces traces = decode(field(1, joined));

        assertThat(traces.spans()).hasSize(1);
        assertThat(traces.spans().getFirst().resource().schemaUrl()).isEqualTo("second");
        assertThat(traces.spans().getFirst().resource().attributes().value()).contains("\"a\"", "\"b\"");
    }

    @Test
    void valuesMayNestAsDeepAsJsonCanBeReadAgain() {
        for (int depth = 1; depth < 70; depth++) {
            AnyValue value = AnyValue.newBuilder().setStringValue("x").build();
            for (int i = 0; i < depth; i++) {
                value = AnyValue.newBuilder()
                        .setArrayValue(ArrayValue.newBuilder().addValues(value))
                        .build();
            }
            DecodedTraces traces = decode(request(Span.newBuilder()
                    .setTraceId(ByteString.copyFromUtf8("sixteen bytes it"))
                    .setSpanId(ByteString.copyFromUtf8("an eight"))
                    .addAttributes(KeyValue.newBuilder().setKey("k").setValue(value))
                    .build()));
            if (traces.encoding() == TraceEncoding.PROTOBUF) {
                assertThat(Requests.span(SpanWriter.request(traces.spans().getFirst())))
                        .isEqualTo(traces.spans().getFirst());
            }
            assertThat(traces.encoding() == TraceEncoding.PROTOBUF)
                    .as("depth %s", depth)
                    .isEqualTo(depth <= 31);
        }
    }

    @Test
    void aMillionEmptySpansAreCountedInLittleMemory() {
        byte[] spans = new byte[2_000_000];
        for (int i = 0; i < spans.length; i += 2) {
            spans[i] = 0x12;
        }
        assertThat(decode(field(1, field(2, spans))).rejected()).isEqualTo(1_000_000);
    }

    private static byte[] request(Span span) {
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build()
                .toByteArray();
    }

    private static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static byte[] field(int number, byte[] value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeByteArray(number, value);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new AssertionError("it is written into memory", impossible);
        }
    }
}
