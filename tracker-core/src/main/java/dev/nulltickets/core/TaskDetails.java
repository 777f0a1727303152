package dev.nulltickets.core;

import dev.nulltickets.core.pipeline.Transition;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.task.Assignment;
import dev.nulltickets.core.task.DependencyStatus;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.trace.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Show a task with all that belongs to it, of one instant.
 *
 * @param latestRun null before the first claim
 * @param transitions the ways out of the task's stage
 * @param usage the tokens that spans of the task report, a sum for each model
 * @since 0.1.0
 */
public record TaskDetails(
        Task task,
        @Nullable Run latestRun,
        List<DependencyStatus> dependencies,
        List<Assignment> assignments,
        List<Transition> transitions,
        List<TokenUsage> usage) {}
