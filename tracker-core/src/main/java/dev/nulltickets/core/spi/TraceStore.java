package dev.nulltickets.core.spi;

import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.core.trace.TraceLink;
import java.time.Instant;
import java.util.List;

/**
 * Keep traces: batches as they were sent, and the spans that were read out of them.
 *
 * @since 0.1.0
 */
public interface TraceStore extends TraceReader {
    /**
     * Add a batch, and return its id: at least 1, and above that of every batch before. Ids may have gaps.
     *
     * @param contentType what the sender said that it is; empty for nothing
     * @param payload its first bytes, or all
     * @param spans how many spans were read out of it
     */
    long append(Instant receivedAt, String contentType, TraceEncoding encoding, byte[] payload, int spans);

    /** Add further bytes to a batch. */
    void extend(long batchId, byte[] payload);

    /**
     * Add spans of a batch, and return those that were not there, in their order. One that is there already, by trace
     * and span id, also in the same list, is left as it is. The runs and tasks that they name need not be there.
     */
    List<Span> add(long batchId, List<Span> spans);

    /**
     * Link a trace, unless it is linked, and return whether it was not. The spans of it that are there, and belong to
     * nothing, are left to {@link #inherit}.
     */
    boolean link(String traceId, TraceLink link);

    /**
     * Take a step in linking those spans that were there, and belonged to nothing, when their trace was linked.
     *
     * @param most the most spans to link
     */
    Inheritance inherit(int most);

    /**
     * Delete a part of the batch that was added first: at most {@code most} of its spans, in the order in which they
     * were added, then, if it had fewer, as many pieces of each kind of what else belongs to it, and in the end the
     * batch. What links a trace, and what {@link UsageStore#cover} noted of it, goes with its last span. Return
     * whether there was anything to delete.
     */
    boolean deleteOldest(int most);

    /**
     * Say what a step has done.
     *
     * @param spans those that were linked, as they are now
     * @param more whether there may be more to do
     */
    record Inheritance(List<Span> spans, boolean more) {
        public Inheritance {
            spans = List.copyOf(spans);
        }
    }
}
