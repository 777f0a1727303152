package dev.nulltickets.core.task;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Record that a task was assigned to an agent. A task has at most one active assignment.
 *
 * @param assignedBy who assigned it, or null
 * @since 0.1.0
 */
public record Assignment(
        TaskId taskId,
        AgentId agentId,
        @Nullable String assignedBy,
        boolean active,
        Instant createdAt,
        Instant updatedAt) {}
