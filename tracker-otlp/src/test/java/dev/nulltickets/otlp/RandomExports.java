package dev.nulltickets.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Draw trace export requests, with all that the protocol has and with values at and beyond their limits. */
final class RandomExports {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "é😀\n\"\\",
            "\0",
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.output_tokens",
            "gen_ai.request.model",
            "nulltickets.run_id",
            "nulltickets.task_id",
            "x".repeat(300));
    private static final List<Long> LONGS =
            List.of(0L, 1L, 300L, -1L, 1L << 53, 1_767_225_600_000_000_001L, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final List<Double> DOUBLES =
            List.of(0.0, -0.0, 0.1, 5.0, 1e300, -1e-300, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE);

    private final RandomGenerator random;

    RandomExports(RandomGenerator random) {
        this.random = random;
    }

    ExportTraceServiceRequest request() {
        return ExportTraceServiceRequest.newBuilder()
                .addAllResourceSpans(list(3, this::resourceSpans))
                .build();
    }

    /** Read what OTLP before 1.0 had in a message of the same shape. */
    static List<ScopeSpans> older(ResourceSpans resourceSpans) {
        return resourceSpans.getUnknownFields().getField(1000).getLengthDelimitedList().stream()
                .map(RandomExports::scopeSpans)
                .toList();
    }

    private static ScopeSpans scopeSpans(ByteString bytes) {
        try {
            return ScopeSpans.parseFrom(bytes);
        } catch (com.google.protobuf.InvalidProtocolBufferException impossible) {
            throw new AssertionError("it was written as such", impossible);
        }
    }

    private ResourceSpans resourceSpans() {
        ResourceSpans.Builder made = ResourceSpans.newBuilder().setSchemaUrl(text());
        if (random.nextInt(4) > 0) {
            made.setResource(
                    Resource.newBuilder().addAllAttributes(attributes()).setDroppedAttributesCount(random.nextInt()));
        }
        made.addAllScopeSpans(list(3, this::scopeSpans));
        if (random.nextInt(4) == 0) {
            UnknownFieldSet.Field.Builder older = UnknownFieldSet.Field.newBuilder();
            list(2, this::scopeSpans).forEach(spans -> older.addLengthDelimited(spans.toByteString()));
            made.setUnknownFields(
                    UnknownFieldSet.newBuilder().addField(1000, older.build()).build());
        }
        return made.build();
    }

    private ScopeSpans scopeSpans() {
        ScopeSpans.Builder made = ScopeSpans.newBuilder().setSchemaUrl(text());
        if (random.nextInt(4) > 0) {
            made.setScope(InstrumentationScope.newBuilder()
                    .setName(text())
                    .setVersion(text())
                    .addAllAttributes(attributes())
                    .setDroppedAttributesCount(random.nextInt()));
        }
        return made.addAllSpans(list(5, this::span)).build();
    }

    private Span span() {
        Span.Builder made = Span.newBuilder()
                .setTraceId(id(16))
                .setSpanId(id(8))
                .setParentSpanId(id(8))
                .setTraceState(text())
                .setFlags(random.nextInt())
                .setName(text())
                .setKindValue(random.nextInt(8) == 0 ? random.nextInt() : random.nextInt(6))
                .setStartTimeUnixNano(one(LONGS))
                .setEndTimeUnixNano(one(LONGS))
                .addAllAttributes(attributes())
                .addAllEvents(list(2, this::event))
                .addAllLinks(list(2, this::link))
                .setDroppedAttributesCount(random.nextInt(3))
                .setDroppedEventsCount(random.nextInt())
                .setDroppedLinksCount(-1);
        if (random.nextBoolean()) {
            made.setStatus(
                    Status.newBuilder().setCodeValue(random.nextInt(-1, 5)).setMessage(text()));
        }
        return made.build();
    }

    private Span.Event event() {
        return Span.Event.newBuilder()
                .setTimeUnixNano(one(LONGS))
                .setName(text())
                .addAllAttributes(attributes())
                .setDroppedAttributesCount(random.nextInt())
                .build();
    }

    private Span.Link link() {
        return Span.Link.newBuilder()
                .setTraceId(id(16))
                .setSpanId(id(8))
                .setTraceState(text())
                .addAllAttributes(attributes())
                .setDroppedAttributesCount(random.nextInt(2))
                .setFlags(random.nextInt())
                .build();
    }

    private List<KeyValue> attributes() {
        return list(4, () -> pair(3));
    }

    private KeyValue pair(int depth) {
        KeyValue.Builder made = KeyValue.newBuilder().setKey(text());
        return random.nextInt(12) == 0
                ? made.build()
                : made.setValue(value(depth)).build();
    }

    private AnyValue value(int depth) {
        AnyValue.Builder made = AnyValue.newBuilder();
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> made.setStringValue(text()).build();
            case 1 -> made.setBoolValue(random.nextBoolean()).build();
            case 2 -> made.setIntValue(one(LONGS)).build();
            case 3 -> made.setDoubleValue(one(DOUBLES)).build();
            case 4 -> made.setBytesValue(bytes(random.nextInt(5))).build();
            case 5 -> made.build();
            case 6 ->
                made.setArrayValue(ArrayValue.newBuilder().addAllValues(list(3, () -> value(depth - 1))))
                        .build();
            default ->
                made.setKvlistValue(KeyValueList.newBuilder().addAllValues(list(3, () -> pair(depth - 1))))
                        .build();
        };
    }

    private ByteString id(int size) {
        return switch (random.nextInt(12)) {
            case 0 -> ByteString.EMPTY;
            case 1 -> ByteString.copyFrom(new byte[size]);
            case 2 -> bytes(size + 1);
            default -> bytes(size);
        };
    }

    private ByteString bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    private String text() {
        return one(TEXTS);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T> List<T> list(int most, Supplier<T> element) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }
}
