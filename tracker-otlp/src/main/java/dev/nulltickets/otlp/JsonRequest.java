package dev.nulltickets.otlp;

import dev.nulltickets.core.json.JsonPart;
import dev.nulltickets.core.trace.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Read a trace export request in JSON. Immutable. */
final class JsonRequest {
    private static final String RESOURCE_SPANS = "resourceSpans";
    private static final List<String> KINDS = List.of(
            "SPAN_KIND_UNSPECIFIED",
            "SPAN_KIND_INTERNAL",
            "SPAN_KIND_SERVER",
            "SPAN_KIND_CLIENT",
            "SPAN_KIND_PRODUCER",
            "SPAN_KIND_CONSUMER");
    private static final List<String> STATUS_CODES =
            List.of("STATUS_CODE_UNSET", "STATUS_CODE_OK", "STATUS_CODE_ERROR");

    private final JsonBranch request;

    private JsonRequest(JsonBranch request) {
        this.request = request;
    }

    /**
     * Check that a text is JSON, and an object.
     *
     * @throws dev.nulltickets.core.model.RejectedException if it is not
     */
    static JsonRequest of(String text) {
        return new JsonRequest(JsonBranch.of(Path.ROOT, JsonPart.of(text)));
    }

    /** Say whether this has the field that makes a JSON object a trace export request. */
    boolean hasResourceSpans() {
        return request.has(RESOURCE_SPANS);
    }

    /**
     * Give all spans to {@code collector}.
     *
     * @throws dev.nulltickets.core.model.RejectedException if a field has the wrong type
     */
    void readInto(SpanCollector collector) {
        request.branches(RESOURCE_SPANS, resourceSpans -> {
            Origin origin = origin(resourceSpans.fields("resource", "schemaUrl"));
            resourceSpans.branches("scopeSpans", scopeSpans -> readScope(scopeSpans, origin, collector));
            // The name before OTLP 1.0. A sender in transition may use both, for different spans.
            resourceSpans.branches(
                    "instrumentationLibrarySpans", scopeSpans -> readScope(scopeSpans, origin, collector));
        });
    }

    private static void readScope(JsonBranch scopeSpans, Origin origin, SpanCollector collector) {
        Span.Scope scope = scope(scopeSpans.fields("scope", "instrumentationLibrary", "schemaUrl"));
        scopeSpans.messages("spans", span -> collector.add(origin, scope, span(span)));
    }

    private static Origin origin(JsonMessage resourceSpans) {
        JsonMessage resource = resourceSpans.message("resource");
        String schemaUrl = resourceSpans.text("schemaUrl");
        return resource == null
                ? Origin.of(List.of(), 0, schemaUrl)
                : Origin.of(JsonValues.attributes(resource), droppedAttributes(resource), schemaUrl);
    }

    private static Span.Scope scope(JsonMessage scopeSpans) {
        JsonMessage scope = scopeSpans.message(scopeSpans.has("scope") ? "scope" : "instrumentationLibrary");
        String schemaUrl = scopeSpans.text("schemaUrl");
        return scope == null
                ? Origin.scope("", "", List.of(), 0, schemaUrl)
                : Origin.scope(
                        scope.text("name"),
                        scope.text("version"),
                        JsonValues.attributes(scope),
                        droppedAttributes(scope),
                        schemaUrl);
    }

    private static ReceivedSpan span(JsonMessage span) {
        return new ReceivedSpan(
                span.text("traceId"),
                span.text("spanId"),
                span.text("parentSpanId"),
                span.text("traceState"),
                span.unsigned("flags"),
                span.text("name"),
                span.enumerated("kind", KINDS),
                span.unsigned("startTimeUnixNano"),
                span.unsigned("endTimeUnixNano"),
                JsonValues.attributes(span),
                span.all("events", JsonRequest::event),
                span.all("links", JsonRequest::link),
                new Span.Dropped(
                        droppedAttributes(span),
                        span.unsigned("droppedEventsCount"),
                        span.unsigned("droppedLinksCount")),
                status(span.message("status")));
    }

    private static ReceivedSpan.Event event(JsonMessage event) {
        return new ReceivedSpan.Event(
                event.unsigned("timeUnixNano"),
                event.text("name"),
                JsonValues.attributes(event),
                droppedAttributes(event));
    }

    private static ReceivedSpan.Link link(JsonMessage link) {
        return new ReceivedSpan.Link(
                link.text("traceId"),
                link.text("spanId"),
                link.text("traceState"),
                JsonValues.attributes(link),
                droppedAttributes(link),
                link.unsigned("flags"));
    }

    private static ReceivedSpan.Status status(@Nullable JsonMessage status) {
        return status == null
                ? ReceivedSpan.Status.UNSET
                : new ReceivedSpan.Status(status.enumerated("code", STATUS_CODES), status.text("message"));
    }

    private static long droppedAttributes(JsonMessage message) {
        return message.unsigned("droppedAttributesCount");
    }
}
