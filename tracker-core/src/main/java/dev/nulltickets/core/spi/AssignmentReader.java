package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.Assignment;
import java.util.List;

/**
 * Read assignments.
 *
 * @since 0.1.0
 */
public interface AssignmentReader {
    /** Return a task's assignments, active or not, oldest first (of one time, in the order they were added). */
    List<Assignment> of(TaskId task);
}
