package dev.nulltickets.http;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.trace.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Show spans as OTLP has them in JSON, in the message {@code TracesData}, which viewers of traces load. */
final class OtlpView {
    private OtlpView() {}

    static JsonText of(List<Span> spans) {
        return new JsonObject()
                .putAll("resourceSpans", grouped(spans, Span::resource).entrySet(), OtlpView::resourceSpans)
                .build();
    }

    private static <K> Map<K, List<Span>> grouped(List<Span> spans, Function<Span, K> by) {
        return spans.stream().collect(groupingBy(by, LinkedHashMap::new, toList()));
    }

    private static JsonText resourceSpans(Map.Entry<Span.Resource, List<Span>> group) {
        Span.Resource resource = group.getKey();
        return new JsonObject()
                .put(
                        "resource",
                        new JsonObject()
                                .put("attributes", resource.attributes())
                                .put("droppedAttributesCount", resource.droppedAttributes())
                                .build())
                .putAll("scopeSpans", grouped(group.getValue(), Span::scope).entrySet(), OtlpView::scopeSpans)
                .put("schemaUrl", resource.schemaUrl())
                .build();
    }

    private static JsonText scopeSpans(Map.Entry<Span.Scope, List<Span>> group) {
        Span.Scope scope = group.getKey();
        return new JsonObject()
                .put(
                        "scope",
                        new JsonObject()
                                .put("name", scope.name())
                                .put("version", scope.version())
                                .put("attributes", scope.attributes())
                                .put("droppedAttributesCount", scope.droppedAttributes())
                                .build())
                .putAll("spans", group.getValue(), OtlpView::span)
                .put("schemaUrl", scope.schemaUrl())
                .build();
    }

    private static JsonText span(Span span) {
        return new JsonObject()
                .put("traceId", span.traceId())
                .put("spanId", span.spanId())
                .put("traceState", span.traceState())
                .put("parentSpanId", span.parentSpanId() == null ? "" : span.parentSpanId())
                .put("flags", span.flags())
                .put("name", span.name())
                .put("kind", span.kind())
                .put("startTimeUnixNano", Long.toString(span.startNanos()))
                .put("endTimeUnixNano", Long.toString(span.endNanos()))
                .put("attributes", span.attributes())
                .put("droppedAttributesCount", span.dropped().attributes())
                .put("events", span.events())
                .put("droppedEventsCount", span.dropped().events())
                .put("links", span.links())
                .put("droppedLinksCount", span.dropped().links())
                .put(
                        "status",
                        new JsonObject()
                                .put("message", span.status().message())
                                .put("code", span.status().code())
                                .build())
                .build();
    }
}
