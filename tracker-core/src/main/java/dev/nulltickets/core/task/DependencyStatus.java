package dev.nulltickets.core.task;

import dev.nulltickets.core.model.TaskId;

/**
 * Tell whether a task that another depends on is done.
 *
 * @param resolved whether it has reached a terminal stage and is no dead letter
 * @since 0.1.0
 */
public record DependencyStatus(TaskId dependsOn, boolean resolved) {}
