package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.DependencyStatus;
import java.util.List;

/**
 * Read dependencies.
 *
 * @since 0.1.0
 */
public interface DependencyReader {
    /**
     * Return what a task depends on, oldest first (of one time, in the order they were added), each resolved if and
     * only if that task is {@link dev.nulltickets.core.task.TaskState#DONE done}.
     */
    List<DependencyStatus> of(TaskId task);
}
