package dev.nulltickets.core;

import dev.nulltickets.core.model.Checks;
import java.time.Duration;

/**
 * Set what a tracker leaves to its owner.
 *
 * @param ids makes the ids of new rows
 * @param tokens makes lease tokens
 * @param leastTtl the shortest lease that may be asked for
 * @param mostTtl the longest lease that may be asked for
 * @param answerRetention how long the answer to a write with an idempotency key is kept
 * @since 0.1.0
 */
public record TrackerSettings(
        IdSource ids, TokenSource tokens, Duration leastTtl, Duration mostTtl, Duration answerRetention) {
    public TrackerSettings {
        if (leastTtl.toMillis() < 1 || mostTtl.compareTo(leastTtl) < 0) {
            throw new IllegalArgumentException("leastTtl must be at least 1 ms, and at most mostTtl");
        }
        if (mostTtl.compareTo(Checks.MAX_DELAY) > 0 || answerRetention.compareTo(Checks.MAX_DELAY) > 0) {
            throw new IllegalArgumentException("mostTtl and answerRetention must be at most " + Checks.MAX_DELAY);
        }
        if (answerRetention.toMillis() < 1) {
            throw new IllegalArgumentException("answerRetention must be at least 1 ms");
        }
    }

    /** Random ids and tokens, leases from one second to one day, answers kept for one day. */
    public static TrackerSettings defaults() {
        return new TrackerSettings(
                new UuidSource(),
                TokenSource.secure(),
                Duration.ofSeconds(1),
                Duration.ofHours(24),
                Duration.ofHours(24));
    }

    /** Return the same settings with other ids. */
    public TrackerSettings withIds(IdSource value) {
        return new TrackerSettings(value, tokens, leastTtl, mostTtl, answerRetention);
    }

    /** Return the same settings with other tokens. */
    public TrackerSettings withTokens(TokenSource value) {
        return new TrackerSettings(ids, value, leastTtl, mostTtl, answerRetention);
    }

    /** Return the same settings with other limits of a lease. */
    public TrackerSettings withTtlLimits(Duration least, Duration most) {
        return new TrackerSettings(ids, tokens, least, most, answerRetention);
    }

    /** Return the same settings with another time that answers are kept. */
    public TrackerSettings withAnswerRetention(Duration value) {
        return new TrackerSettings(ids, tokens, leastTtl, mostTtl, value);
    }
}
