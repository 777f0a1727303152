package dev.nulltickets.core.task;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Hold everything that is known of a task at one instant. {@link TaskLifecycle} makes the next one from it.
 *
 * @param role the role of the task's stage, or null if no agent works there
 * @param version starts at 1 and grows by 1 with every transition
 * @param nextEligibleAt when the retry delay ends; the epoch if there is none
 * @param deadLetterReason why the task is dead-lettered, or null
 * @param attempts the runs so far, over the task's whole life; the number of the latest run
 * @param failures the failed runs since the task entered its stage
 * @param expirations the expired runs since the task entered its stage
 * @param openDependencies the tasks it depends on that are not done
 * @param assignee the only agent that may claim the task, or null for any
 * @param revision grows by 1 with every update; what a compare-and-set compares
 * @since 0.1.0
 */
public record Task(
        TaskId id,
        PipelineId pipelineId,
        String stage,
        @Nullable AgentRole role,
        TaskState state,
        String title,
        String description,
        long priority,
        JsonText metadata,
        long version,
        Instant nextEligibleAt,
        RetryPolicy retryPolicy,
        @Nullable String deadLetterReason,
        int attempts,
        int failures,
        int expirations,
        int openDependencies,
        @Nullable AgentId assignee,
        Instant createdAt,
        Instant updatedAt,
        long revision) {
    public Task {
        requireNonNull(id, "id");
        requireNonNull(state, "state");
        if (state == TaskState.BLOCKED && openDependencies == 0) {
            throw new IllegalArgumentException("a blocked task has open dependencies: " + id);
        }
        if ((state == TaskState.DEAD_LETTERED) != (deadLetterReason != null)) {
            throw new IllegalArgumentException("a dead letter has a reason, and no other task has: " + id);
        }
    }
}
