package dev.nulltickets.http;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.trace.Span;

/**
 * Show a span as the API says. Attributes, events and links keep the form of OTLP, which has the types of their values;
 * times are decimal digits, because JSON numbers of many programs do not hold nanoseconds.
 */
final class SpanView {
    private SpanView() {}

    static JsonText of(Span span) {
        return new JsonObject()
                .put("trace_id", span.traceId())
                .put("span_id", span.spanId())
                .put("parent_span_id", span.parentSpanId())
                .put("trace_state", span.traceState())
                .put("flags", span.flags())
                .put("name", span.name())
                .put("kind", span.kind())
                .put("start_time_unix_nano", Long.toString(span.startNanos()))
                .put("end_time_unix_nano", Long.toString(span.endNanos()))
                .put("attributes", span.attributes())
                .put("events", span.events())
                .put("links", span.links())
                .put("dropped_attributes_count", span.dropped().attributes())
                .put("dropped_events_count", span.dropped().events())
                .put("dropped_links_count", span.dropped().links())
                .put("status", status(span.status()))
                .put("scope", scope(span.scope()))
                .put("resource", resource(span.resource()))
                .put("run_id", span.runId() == null ? null : span.runId().value())
                .put("task_id", span.taskId() == null ? null : span.taskId().value())
                .build();
    }

    private static JsonText status(Span.Status status) {
        return new JsonObject()
                .put("code", status.code())
                .put("message", status.message())
                .build();
    }

    private static JsonText scope(Span.Scope scope) {
        return new JsonObject()
                .put("name", scope.name())
                .put("version", scope.version())
                .put("attributes", scope.attributes())
                .put("dropped_attributes_count", scope.droppedAttributes())
                .put("schema_url", scope.schemaUrl())
                .build();
    }

    private static JsonText resource(Span.Resource resource) {
        return new JsonObject()
                .put("attributes", resource.attributes())
                .put("dropped_attributes_count", resource.droppedAttributes())
                .put("schema_url", resource.schemaUrl())
                .build();
    }
}
