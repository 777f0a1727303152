package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.Span;
import java.util.List;

/**
 * Read spans. All lists are by start; of one start, in the order in which the spans were added.
 *
 * @since 0.1.0
 */
public interface TraceReader {
    /** Return the first {@code limit} spans of a trace. */
    List<Span> ofTrace(String traceId, int limit);

    /** Return the first {@code limit} spans that are linked to a run. */
    List<Span> ofRun(RunId run, int limit);

    /** Return the first {@code limit} spans that are linked to a task. */
    List<Span> ofTask(TaskId task, int limit);
}
