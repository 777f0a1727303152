package dev.nulltickets.core;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceReceipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keep OpenTelemetry traces beside the runs that they belong to. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Traces {
    private final TrackerStore store;

    Traces(TrackerStore store) {
        this.store = store;
    }

    /**
     * Keep a batch as it was sent, and the spans that were read out of it.
     *
     * @param body the bytes that were sent
     * @param contentType what the sender says that they are, or null
     */
    public TraceReceipt ingest(byte[] body, @Nullable String contentType, DecodedTraces traces) {
        return store.write(tx -> {
            long batch = tx.traces()
                    .append(
                            tx.now(),
                            contentType == null ? "" : contentType,
                            traces.encoding(),
                            body,
                            traces.spans().size());
            tx.traces().add(batch, traces.spans());
            return new TraceReceipt(batch, traces);
        });
    }

    /** Return the first spans that are linked to a run, by start. */
    public List<Span> ofRun(RunId run, int limit) {
        return store.read(tx -> tx.traces().ofRun(run, limit));
    }

    /** Return the first spans that are linked to a task, by start. */
    public List<Span> ofTask(TaskId task, int limit) {
        return store.read(tx -> tx.traces().ofTask(task, limit));
    }

    /** Return the first spans of a trace, by start. */
    public List<Span> ofTrace(String traceId, int limit) {
        return store.read(tx -> tx.traces().ofTrace(traceId, limit));
    }
}
