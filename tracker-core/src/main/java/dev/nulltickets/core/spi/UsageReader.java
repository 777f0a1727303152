package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.TokenUsage;
import java.util.List;

/**
 * Read how many tokens runs and tasks took by what spans report. Each list has one sum for each model, by name.
 *
 * @since 0.1.0
 */
public interface UsageReader {
    /** Return the sums of a run. */
    List<TokenUsage> ofRun(RunId run);

    /** Return the sums of a task. */
    List<TokenUsage> ofTask(TaskId task);
}
