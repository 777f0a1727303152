package dev.nulltickets.core.trace;

import java.util.List;

/**
 * Hold what was read out of a trace export request.
 *
 * @param rejected how many spans were skipped
 * @param problem why they were, for the sender's developers; empty if none was
 * @since 0.1.0
 */
public record DecodedTraces(TraceEncoding encoding, List<Span> spans, long rejected, String problem) {
    public DecodedTraces {
        spans = List.copyOf(spans);
    }
}
