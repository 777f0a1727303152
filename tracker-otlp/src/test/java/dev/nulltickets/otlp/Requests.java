package dev.nulltickets.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import java.nio.charset.StandardCharsets;

/** Make small requests around the part that a test is about, and decode them. */
final class Requests {
    static final String TRACE_ID = "5b8efff798038103d269b633813fc60c";
    static final String SPAN_ID = "eee19b7ec3c1b174";

    /** The members that a span cannot do without. */
    static final String IDS = "\"traceId\":\"" + TRACE_ID + "\",\"spanId\":\"" + SPAN_ID + "\"";

    private static final OtlpDecoder DECODER = new OtlpDecoder();

    private Requests() {}

    /** A request with the spans that stand in {@code spans}, with commas between them. */
    static String ofSpans(String spans) {
        return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}";
    }

    /** A request with a span that has both ids and the members that stand in {@code members}. */
    static String ofSpan(String members) {
        return ofSpans("{" + IDS + (members.isEmpty() ? "" : ",") + members + "}");
    }

    /** A request with one span, and the members of {@code resourceSpans} beside it. */
    static String ofResource(String members) {
        return "{\"resourceSpans\":[{" + members + ",\"scopeSpans\":[{\"spans\":[{" + IDS + "}]}]}]}";
    }

    /** A request with a span that has one attribute. */
    static String ofAttribute(String value) {
        return ofSpan("\"attributes\":[{\"key\":\"k\",\"value\":" + value + "}]");
    }

    static DecodedTraces decode(String request) {
        return DECODER.decode(request.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    /** Decode the one span of a request. */
    static Span span(String request) {
        DecodedTraces traces = decode(request);
        assertThat(traces.problem()).isEmpty();
        assertThat(traces.spans()).hasSize(1);
        return traces.spans().getFirst();
    }
}
