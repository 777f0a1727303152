package dev.nulltickets.otlp;

import com.google.protobuf.ByteString;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Write a request in JSON, by the rules of OTLP and independently of what reads it. */
final class ExportWriter {
    private ExportWriter() {}

    static String json(ExportTraceServiceRequest request) {
        return new JsonObject()
                .putAll("resourceSpans", request.getResourceSpansList(), ExportWriter::resourceSpans)
                .build()
                .value();
    }

    private static JsonText resourceSpans(ResourceSpans given) {
        JsonObject made = new JsonObject()
                .put("schemaUrl", given.getSchemaUrl())
                .putAll("instrumentationLibrarySpans", RandomExports.older(given), ExportWriter::scopeSpans)
                .putAll("scopeSpans", given.getScopeSpansList(), ExportWriter::scopeSpans);
        if (given.hasResource()) {
            made.put(
                    "resource",
                    dropped(new JsonObject(), given.getResource().getDroppedAttributesCount())
                            .putAll("attributes", given.getResource().getAttributesList(), ExportWriter::attribute)
                            .build());
        }
        return made.build();
    }

    private static JsonText scopeSpans(ScopeSpans given) {
        JsonObject made = new JsonObject()
                .put("schemaUrl", given.getSchemaUrl())
                .putAll("spans", given.getSpansList(), ExportWriter::span);
        if (given.hasScope()) {
            made.put(
                    "scope",
                    dropped(new JsonObject(), given.getScope().getDroppedAttributesCount())
                            .put("name", given.getScope().getName())
                            .put("version", given.getScope().getVersion())
                            .putAll("attributes", given.getScope().getAttributesList(), ExportWriter::attribute)
                            .build());
        }
        return made.build();
    }

    private static JsonText span(Span given) {
        JsonObject made = dropped(new JsonObject(), given.getDroppedAttributesCount())
                .put("traceId", hex(given.getTraceId()))
                .put("spanId", hex(given.getSpanId()).toUpperCase(java.util.Locale.ROOT))
                .put("parentSpanId", hex(given.getParentSpanId()))
                .put("traceState", given.getTraceState())
                .put("flags", Integer.toUnsignedLong(given.getFlags()))
                .put("name", given.getName())
                .put("kind", given.getKindValue())
                .put("startTimeUnixNano", Long.toUnsignedString(given.getStartTimeUnixNano()))
                .put("endTimeUnixNano", Long.toUnsignedString(given.getEndTimeUnixNano()))
                .putAll("attributes", given.getAttributesList(), ExportWriter::attribute)
                .putAll("events", given.getEventsList(), ExportWriter::event)
                .putAll("links", given.getLinksList(), ExportWriter::link)
                .put("droppedEventsCount", Integer.toUnsignedLong(given.getDroppedEventsCount()))
                .put("droppedLinksCount", Integer.toUnsignedString(given.getDroppedLinksCount()));
        if (given.hasStatus()) {
            made.put(
                    "status",
                    new JsonObject()
                            .put("code", given.getStatus().getCodeValue())
                            .put("message", given.getStatus().getMessage())
                            .build());
        }
        return made.build();
    }

    private static JsonText event(Span.Event given) {
        return dropped(new JsonObject(), given.getDroppedAttributesCount())
                .put("timeUnixNano", Long.toUnsignedString(given.getTimeUnixNano()))
                .put("name", given.getName())
                .putAll("attributes", given.getAttributesList(), ExportWriter::attribute)
                .build();
    }

    private static JsonText link(Span.Link given) {
        return dropped(new JsonObject(), given.getDroppedAttributesCount())
                .put("traceId", hex(given.getTraceId()))
                .put("spanId", hex(given.getSpanId()))
                .put("traceState", given.getTraceState())
                .putAll("attributes", given.getAttributesList(), ExportWriter::attribute)
                .put("flags", Integer.toUnsignedLong(given.getFlags()))
                .build();
    }

    private static JsonText attribute(KeyValue given) {
        JsonObject made = new JsonObject().put("key", given.getKey());
        return given.hasValue() ? made.put("value", value(given.getValue())).build() : made.build();
    }

    private static JsonText value(AnyValue given) {
        return switch (given.getValueCase()) {
            case STRING_VALUE ->
                new JsonObject().put("stringValue", given.getStringValue()).build();
            case BOOL_VALUE ->
                new JsonObject().put("boolValue", given.getBoolValue()).build();
            case INT_VALUE ->
                new JsonObject()
                        .put("intValue", Long.toString(given.getIntValue()))
                        .build();
            case DOUBLE_VALUE ->
                new JsonObject()
                        .put("doubleValue", real(given.getDoubleValue()))
                        .build();
            case BYTES_VALUE ->
                new JsonObject()
                        .put(
                                "bytesValue",
                                Base64.getEncoder()
                                        .encodeToString(given.getBytesValue().toByteArray()))
                        .build();
            case ARRAY_VALUE ->
                values(
                        "arrayValue",
                        given.getArrayValue().getValuesList().stream()
                                .map(ExportWriter::value)
                                .toList());
            case KVLIST_VALUE ->
                values(
                        "kvlistValue",
                        given.getKvlistValue().getValuesList().stream()
                                .map(ExportWriter::attribute)
                                .toList());
            case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> JsonText.EMPTY_OBJECT;
        };
    }

    private static JsonText values(String name, List<JsonText> values) {
        return new JsonObject()
                .put(name, new JsonObject().putAll("values", values, one -> one).build())
                .build();
    }

    private static JsonText real(double given) {
        return Double.isFinite(given)
                ? JsonText.trusted(Double.toString(given))
                : JsonObject.string(Double.toString(given));
    }

    private static JsonObject dropped(JsonObject made, int count) {
        return made.put("droppedAttributesCount", Integer.toUnsignedLong(count));
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
