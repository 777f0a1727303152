package dev.nulltickets.core.task;

import java.time.Duration;

/**
 * Say what becomes of a task whose run did not complete.
 *
 * @since 0.1.0
 */
public sealed interface RetryDecision {

    /** It may be claimed again after the delay. */
    record Retry(Duration delay) implements RetryDecision {}

    /** It is never claimed again. */
    record DeadLetter(DeadLetterReason reason) implements RetryDecision {}
}
