package dev.nulltickets.otlp;

import dev.nulltickets.core.trace.Span;
import java.util.List;

/**
 * Hold a span as its sender encoded it, before anything of it was checked. What is absent is 0, empty, or
 * {@link Status#UNSET}. A number that does not fit, such as an unsigned one above 63 bits, is negative.
 *
 * @param traceId hex digits, it is hoped; an encoding that has bytes writes them so
 */
record ReceivedSpan(
        String traceId,
        String spanId,
        String parentSpanId,
        String traceState,
        long flags,
        String name,
        long kind,
        long startNanos,
        long endNanos,
        List<KeyValue> attributes,
        List<Event> events,
        List<Link> links,
        Span.Dropped dropped,
        Status status) {

    /** Something that happened in the span. */
    record Event(long nanos, String name, List<KeyValue> attributes, long droppedAttributes) {}

    /** Another span that this one points at. */
    record Link(
            String traceId,
            String spanId,
            String traceState,
            List<KeyValue> attributes,
            long droppedAttributes,
            long flags) {}

    /** How the span ended. */
    record Status(long code, String message) {
        /** Nothing is said. */
        static final Status UNSET = new Status(0, "");
    }
}
