package dev.nulltickets.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    private static final Duration DELAY = Duration.ofMillis(1500);

    @ParameterizedTest
    @CsvSource({
        ", 1, retry",
        ", 1000000, retry",
        "1, 1, dead",
        "1, 2, dead",
        "2, 1, retry",
        "2, 2, dead",
        "3, 2, retry",
        "3, 3, dead",
        "2147483647, 2147483646, retry",
        "2147483647, 2147483647, dead"
    })
    void failuresAreLimitedByAttempts(Integer maxAttempts, int failures, String decision) {
        assertThat(new RetryPolicy(maxAttempts, DELAY, null, 1).afterFailure(failures))
                .isEqualTo(expected(decision, DeadLetterReason.MAX_ATTEMPTS_EXCEEDED));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, dead", "1, 2, dead", "2, 1, retry", "2, 2, dead", "10, 9, retry", "10, 10, dead"})
    void expirationsAreLimitedByTheirOwnNumber(int maxExpirations, int expirations, String decision) {
        assertThat(new RetryPolicy(1, DELAY, null, maxExpirations).afterExpiration(expirations))
                .isEqualTo(expected(decision, DeadLetterReason.MAX_EXPIRATIONS_EXCEEDED));
    }

    @Test
    void byDefaultFailuresHaveNoLimitAndExpirationsHave() {
        assertThat(RetryPolicy.DEFAULT).isEqualTo(new RetryPolicy(null, Duration.ZERO, null, 10));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, retry_policy.max_attempts must be from 1",
        "-1, 0, 1, retry_policy.max_attempts must be from 1",
        ", -1, 1, retry_policy.retry_delay_ms must be from 0",
        ", 315360000001, 1, retry_policy.retry_delay_ms must be from 0",
        ", 0, 0, retry_policy.max_expirations must be from 1",
        ", 0, -1, retry_policy.max_expirations must be from 1"
    })
    void refusesWhatMakesNoSense(Integer maxAttempts, long delay, int maxExpirations, String message) {
        assertThatThrownBy(() -> new RetryPolicy(maxAttempts, Duration.ofMillis(delay), null, maxExpirations))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.ValidationFailed.class))
                .hasMessageStartingWith(message);
    }

    @Test
    void takesTheWidestLimits() {
        RetryPolicy widest = new RetryPolicy(Integer.MAX_VALUE, Checks.MAX_DELAY, "", Integer.MAX_VALUE);
        assertThat(widest.retryDelay()).isEqualTo(Duration.ofDays(3650));
    }

    private static RetryDecision expected(String decision, DeadLetterReason reason) {
        return "dead".equals(decision) ? new RetryDecision.DeadLetter(reason) : new RetryDecision.Retry(DELAY);
    }
}
