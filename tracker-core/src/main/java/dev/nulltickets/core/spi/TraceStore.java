package dev.nulltickets.core.spi;

import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
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
     * @param spans how many spans were read out of it
     */
    long append(Instant receivedAt, String contentType, TraceEncoding encoding, byte[] payload, int spans);

    /**
     * Add the spans of a batch. One that is there already, by trace and span id, also in the same list, is left as it
     * is. The runs and tasks that they name need not be there.
     */
    void add(long batchId, List<Span> spans);
}
