package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keep tasks, and find the best one to claim.
 *
 * <p>"Best" is the highest priority, then the oldest by time of creation, then id, among the tasks that are {@link
 * dev.nulltickets.core.task.TaskState#READY ready}, whose role is the given one, and which are assigned to the given
 * agent or to none. Finding it must take time that does not grow with the number of tasks of any state, role or
 * assignee. A store that serves several writers at once may pass over a task that another transaction has locked.
 *
 * @since 0.1.0
 */
public interface TaskStore extends TaskReader {
    /** Add a task. Its id must be new. */
    void insert(Task task);

    /**
     * Replace a task, if it still has the revision of {@code before}. Return false, and change nothing, if it has not.
     *
     * @param before what was read in this transaction
     * @param after the same task with the next revision
     */
    boolean update(Task before, Task after);

    /** Return the best task for an agent of a role. */
    Optional<Task> best(AgentRole role, AgentId agent);

    /** Return the best task for an agent of a role in one stage. */
    Optional<Task> best(AgentRole role, AgentId agent, StageKey stage);

    /**
     * Return each stage once that holds a task which {@link #best(AgentRole, AgentId)} would consider, in any order.
     */
    List<StageKey> waitingStages(AgentRole role, AgentId agent);

    /**
     * Return at most {@code limit} tasks that are {@link dev.nulltickets.core.task.TaskState#SCHEDULED scheduled} for
     * {@code now} or before, the earliest first.
     */
    List<Task> due(Instant now, int limit);

    /** Name a stage of one pipeline; stages of other pipelines may have the same name. */
    record StageKey(PipelineId pipelineId, String stage) {}
}
