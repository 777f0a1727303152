package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.Assignment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keep assignments: one row for each task and agent, at most one of a task's active.
 *
 * @since 0.1.0
 */
public interface AssignmentStore extends AssignmentReader {
    /**
     * Make the agent's assignment the task's active one, and the active one of another agent inactive. Both rows
     * are updated at {@code now}; a row that is there keeps its time of creation.
     */
    void activate(TaskId task, AgentId agent, @Nullable String assignedBy, Instant now);

    /** Add an assignment that another store has kept. There must be none of that task and agent. */
    void insert(Assignment assignment);

    /** Make the agent's assignment inactive. Return false, and change nothing, if it is not the active one. */
    boolean deactivate(TaskId task, AgentId agent, Instant now);
}
