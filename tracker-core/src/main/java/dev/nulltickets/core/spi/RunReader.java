package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import java.util.List;
import java.util.Optional;

/**
 * Read runs.
 *
 * @since 0.1.0
 */
public interface RunReader {
    Optional<Run> find(RunId id);

    /** Return a task's run with the highest attempt. */
    Optional<Run> latest(TaskId task);

    /** Return the first {@code limit} runs of a task whose attempt is above {@code afterAttempt}, by attempt. */
    List<Run> list(TaskId task, long afterAttempt, int limit);
}
