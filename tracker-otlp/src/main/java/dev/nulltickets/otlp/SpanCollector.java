package dev.nulltickets.otlp;

import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collect the spans of a request: keep those that can be told apart and put in order of time, and count the others with
 * the reason. Not safe for use by several threads.
 */
final class SpanCollector {
    private final List<Span> spans = new ArrayList<>();
    private final Map<Flaw, Long> skipped = new EnumMap<>(Flaw.class);

    /** Say what is wrong with a span that is skipped; of several, the first in this order is counted. */
    private enum Flaw {
        TRACE_ID("without a valid traceId (32 hex digits, not all zero)"),
        SPAN_ID("without a valid spanId (16 hex digits, not all zero)"),
        TIME("with a time that is negative or above " + Long.MAX_VALUE);

        private final String words;

        Flaw(String words) {
            this.words = words;
        }
    }

    /** Add a span, or count it as skipped. */
    void add(Origin origin, Span.Scope scope, ReceivedSpan received) {
        String traceId = Limits.traceId(received.traceId());
        String spanId = Limits.spanId(received.spanId());
        Flaw flaw = flaw(traceId, spanId, received);
        if (flaw == null) {
            spans.add(span(traceId, spanId, origin, scope, received));
        } else {
            skipped.merge(flaw, 1L, Long::sum);
        }
    }

    /** Return what was collected. */
    DecodedTraces decoded(TraceEncoding encoding) {
        long rejected = skipped.values().stream().mapToLong(Long::longValue).sum();
        return new DecodedTraces(encoding, spans, rejected, rejected == 0 ? "" : problem(rejected));
    }

    private static @Nullable Flaw flaw(String traceId, String spanId, ReceivedSpan received) {
        if (traceId.isEmpty()) {
            return Flaw.TRACE_ID;
        }
        if (spanId.isEmpty()) {
            return Flaw.SPAN_ID;
        }
        return received.startNanos() < 0 || received.endNanos() < 0 ? Flaw.TIME : null;
    }

    private static Span span(String traceId, String spanId, Origin origin, Span.Scope scope, ReceivedSpan received) {
        // A parent that cannot be found costs the span its place in the tree; that is no reason to lose the span too.
        String parentSpanId = Limits.spanId(received.parentSpanId());
        TrackerLink link = TrackerLink.of(received.attributes()).or(origin.link());
        return new Span(
                traceId,
                spanId,
                parentSpanId.isEmpty() ? null : parentSpanId,
                Limits.text(received.traceState()),
                Limits.uint32(received.flags()),
                Limits.text(received.name()),
                Limits.kind(received.kind()),
                received.startNanos(),
                received.endNanos(),
                NormalForm.attributes(received.attributes()),
                NormalForm.events(received.events()),
                NormalForm.links(received.links()),
                Limits.dropped(received.dropped()),
                Limits.status(received.status()),
                scope,
                origin.resource(),
                link.run(),
                link.task(),
                ModelUsage.of(received.attributes()));
    }

    private String problem(long rejected) {
        return skipped.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().words)
                .collect(Collectors.joining(
                        "; ", "skipped " + rejected + " of " + (spans.size() + rejected) + " spans: ", ""));
    }
}
