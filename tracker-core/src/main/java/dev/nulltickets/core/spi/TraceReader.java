package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.KeptSpan;
import dev.nulltickets.core.trace.TraceLink;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Read spans. All lists are by start; of one start, in the order in which the spans were added, which is that of
 * their ids. {@code after} names the last span of the page before, which need not be there any more; null stands for
 * the first page.
 *
 * @since 0.1.0
 */
public interface TraceReader {
    /** Return at most {@code limit} spans of a trace. */
    List<KeptSpan> ofTrace(String traceId, Cursor.@Nullable Started after, int limit);

    /** Return at most {@code limit} spans that are linked to a run. */
    List<KeptSpan> ofRun(RunId run, Cursor.@Nullable Started after, int limit);

    /** Return at most {@code limit} spans that are linked to a task. */
    List<KeptSpan> ofTask(TaskId task, Cursor.@Nullable Started after, int limit);

    /** Return what a trace is linked to, if {@link TraceStore#link} has linked it. */
    Optional<TraceLink> link(String traceId);

    /** Say whether a batch is there. */
    boolean holds(long batchId);

    /** Return when the batch was received that was added first of those that are there. */
    Optional<Instant> oldest();

    /**
     * Return about how much all batches and their spans take: the bytes of the batches, and {@link
     * dev.nulltickets.core.trace.Span#characters} of each span. What is partly deleted may count whole.
     */
    long bytes();
}
