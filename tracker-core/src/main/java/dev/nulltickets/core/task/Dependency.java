package dev.nulltickets.core.task;

import dev.nulltickets.core.model.TaskId;
import java.time.Instant;

/**
 * Say that a task waits for another.
 *
 * @param open whether the task still counts the other as not done; it may stay so for a moment after the other is done
 * @since 0.1.0
 */
public record Dependency(TaskId taskId, TaskId dependsOn, boolean open, Instant createdAt) {}
