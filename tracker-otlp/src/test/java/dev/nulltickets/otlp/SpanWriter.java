package dev.nulltickets.otlp;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.trace.Span;
import java.util.List;

/** Write a span as a request of its own. */
final class SpanWriter {
    private SpanWriter() {}

    static String request(Span span) {
        JsonText written = new JsonObject()
                .put("traceId", span.traceId())
                .put("spanId", span.spanId())
                .put("parentSpanId", span.parentSpanId())
                .put("traceState", span.traceState())
                .put("flags", span.flags())
                .put("name", span.name())
                .put("kind", span.kind())
                .put("startTimeUnixNano", Long.toString(span.startNanos()))
                .put("endTimeUnixNano", span.endNanos())
                .put("attributes", span.attributes())
                .put("events", span.events())
                .put("links", span.links())
                .put("droppedAttributesCount", span.dropped().attributes())
                .put("droppedEventsCount", span.dropped().events())
                .put("droppedLinksCount", span.dropped().links())
                .put(
                        "status",
                        new JsonObject()
                                .put("code", span.status().code())
                                .put("message", span.status().message())
                                .build())
                .build();
        JsonText scopeSpans = new JsonObject()
                .put("scope", scope(span.scope()))
                .put("schemaUrl", span.scope().schemaUrl())
                .put("spans", JsonObject.array(List.of(written), one -> one))
                .build();
        JsonText resourceSpans = new JsonObject()
                .put(
                        "resource",
                        new JsonObject()
                                .put("attributes", span.resource().attributes())
                                .put("droppedAttributesCount", span.resource().droppedAttributes())
                                .build())
                .put("schemaUrl", span.resource().schemaUrl())
                .put("scopeSpans", JsonObject.array(List.of(scopeSpans), one -> one))
                .build();
        return "{\"resourceSpans\":[" + resourceSpans + "]}";
    }

    private static JsonText scope(Span.Scope scope) {
        return new JsonObject()
                .put("name", scope.name())
                .put("version", scope.version())
                .put("attributes", scope.attributes())
                .put("droppedAttributesCount", scope.droppedAttributes())
                .build();
    }
}
