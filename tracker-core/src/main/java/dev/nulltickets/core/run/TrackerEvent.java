package dev.nulltickets.core.run;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.pipeline.Transition;
import dev.nulltickets.core.task.DeadLetterReason;
import dev.nulltickets.core.task.Task;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Make the events that only the tracker writes.
 *
 * @since 0.1.0
 */
public record TrackerEvent(String kind, JsonText data) {
    private static final String TRANSITION = "transition";
    private static final String RETRY_SCHEDULED = "retry_scheduled";
    private static final String DEAD_LETTER = "dead_letter";
    private static final String LEASE_EXPIRED = "lease_expired";
    private static final Set<String> RESERVED = Set.of(TRANSITION, RETRY_SCHEDULED, DEAD_LETTER, LEASE_EXPIRED);

    /** Say whether agents may not report events of this kind. */
    public static boolean isReserved(String kind) {
        return RESERVED.contains(kind);
    }

    /** Tell that a run took a transition. */
    public static TrackerEvent transition(Transition way, @Nullable String instructions) {
        return new TrackerEvent(
                TRANSITION,
                new JsonObject()
                        .put("trigger", way.trigger())
                        .put("from", way.from())
                        .put("to", way.to())
                        .put("instructions", instructions == null ? "" : instructions)
                        .build());
    }

    /** Tell that a failed task will be tried again. */
    public static TrackerEvent retryScheduled(Task after) {
        return new TrackerEvent(
                RETRY_SCHEDULED,
                new JsonObject()
                        .put("reason", RETRY_SCHEDULED)
                        .put("attempt", after.attempts())
                        .put("failed_attempts", after.failures())
                        .put("retry_delay_ms", after.retryPolicy().retryDelay().toMillis())
                        .put("next_eligible_at_ms", after.nextEligibleAt().toEpochMilli())
                        .build());
    }

    /** Tell that a task will never be tried again. */
    public static TrackerEvent deadLetter(Task before, Task after) {
        boolean failed = DeadLetterReason.MAX_ATTEMPTS_EXCEEDED.code().equals(after.deadLetterReason());
        return new TrackerEvent(
                DEAD_LETTER,
                new JsonObject()
                        .put("reason", after.deadLetterReason())
                        .put("attempt", after.attempts())
                        .put("failed_attempts", before.failures() + (failed ? 1 : 0))
                        .put("expirations", before.expirations() + (failed ? 0 : 1))
                        .put("from_stage", before.stage())
                        .put("dead_letter_stage", after.stage().equals(before.stage()) ? null : after.stage())
                        .build());
    }

    /** Tell that a lease ran out. */
    public static TrackerEvent leaseExpired(Lease lease, Task after, Instant now) {
        return new TrackerEvent(
                LEASE_EXPIRED,
                new JsonObject()
                        .put("lease_id", lease.id().value())
                        .put("attempt", after.attempts())
                        .put("expired_at_ms", lease.expiresAt().toEpochMilli())
                        .put("taken_back_at_ms", now.toEpochMilli())
                        .put("next_eligible_at_ms", after.nextEligibleAt().toEpochMilli())
                        .build());
    }
}
