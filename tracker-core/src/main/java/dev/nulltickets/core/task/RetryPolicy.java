package dev.nulltickets.core.task;

import dev.nulltickets.core.model.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decide how often a task is tried. Failures and expirations are counted apart, each from the task's entry into its
 * stage: a failure is the agent's word that it could not, an expiration only its silence, and neither must use up what
 * the other may.
 *
 * @param maxAttempts the failed runs after which the task is dead-lettered, at least 1, or null for no limit
 * @param retryDelay the time between a failed or expired run and the next claim, to the millisecond
 * @param deadLetterStage the stage that a dead-lettered task goes to, or null to stay where it is
 * @param maxExpirations the expired runs after which the task is dead-lettered, at least 1
 * @since 0.1.0
 */
public record RetryPolicy(
        @Nullable Integer maxAttempts,
        Duration retryDelay,
        @Nullable String deadLetterStage,
        int maxExpirations) {
    /** The default of {@link #maxExpirations}. */
    public static final int DEFAULT_MAX_EXPIRATIONS = 10;

    /**
     * Retry for ever without delay, but not a task that silences its worker {@value #DEFAULT_MAX_EXPIRATIONS} times.
     */
    public static final RetryPolicy DEFAULT = new RetryPolicy(null, Duration.ZERO, null, DEFAULT_MAX_EXPIRATIONS);

    public RetryPolicy {
        if (maxAttempts != null) {
            Checks.within("retry_policy.max_attempts", maxAttempts, 1, Integer.MAX_VALUE);
        }
        Checks.delay("retry_policy.retry_delay_ms", retryDelay.toMillis());
        Checks.within("retry_policy.max_expirations", maxExpirations, 1, Integer.MAX_VALUE);
    }

    /**
     * Decide after a failed run.
     *
     * @param failures the failed runs in this stage, that one included
     */
    public RetryDecision afterFailure(int failures) {
        return maxAttempts != null && failures >= maxAttempts
                ? new RetryDecision.DeadLetter(DeadLetterReason.MAX_ATTEMPTS_EXCEEDED)
                : new RetryDecision.Retry(retryDelay);
    }

    /**
     * Decide after an expired run.
     *
     * @param expirations the expired runs in this stage, that one included
     */
    public RetryDecision afterExpiration(int expirations) {
        return expirations >= maxExpirations
                ? new RetryDecision.DeadLetter(DeadLetterReason.MAX_EXPIRATIONS_EXCEEDED)
                : new RetryDecision.Retry(retryDelay);
    }
}
