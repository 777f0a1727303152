package dev.nulltickets.core.run;

import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import java.time.Duration;
import java.time.Instant;

/**
 * Give one agent the sole right to work a task, for a time that it can extend.
 *
 * @param stage the stage that the task is in while it is leased
 * @param epoch the fencing number: it grows with every claim of the task, and is the run's attempt
 * @param grantedAt when the run began
 * @param ttl how long each heartbeat extends the lease, to the millisecond
 * @param expiresAt from this instant on the lease is worthless
 * @param expired whether the task was taken back; such a lease is kept until the task is claimed again, so that its
 *     holder learns why
 * @since 0.1.0
 */
public record Lease(
        LeaseId id,
        RunId runId,
        TaskId taskId,
        PipelineId pipelineId,
        String stage,
        TokenHash tokenHash,
        long epoch,
        Instant grantedAt,
        Duration ttl,
        Instant expiresAt,
        boolean expired) {

    /** Say whether the lease is still worth something at {@code now}. */
    public boolean live(Instant now) {
        return !expired && now.isBefore(expiresAt);
    }
}
