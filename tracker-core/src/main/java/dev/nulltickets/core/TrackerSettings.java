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
 * @param traceRetention how long traces are kept, at least
 * @param mostTraceBytes about how much all traces may take; the oldest go when it is more
 * @since 0.1.0
 */
public record TrackerSettings(
        IdSource ids,
        TokenSource tokens,
        Duration leastTtl,
        Duration mostTtl,
        Duration answerRetention,
        Duration traceRetention,
        long mostTraceBytes) {
    public TrackerSettings {
        if (leastTtl.toMillis() < 1 || mostTtl.compareTo(leastTtl) < 0) {
            throw new IllegalArgumentException("leastTtl must be at least 1 ms, and at most mostTtl");
        }
        if (mostTtl.compareTo(Checks.MAX_DELAY) > 0 || answerRetention.compareTo(Checks.MAX_DELAY) > 0) {
            throw new IllegalArgumentException("mostTtl and answerRetention must be at most " + Checks.MAX_DELAY);
        }
        if (answerRetention.toMillis() < 1 || traceRetention.toMillis() < 1) {
            throw new IllegalArgumentException("answerRetention and traceRetention must be at least 1 ms");
        }
        if (traceRetention.compareTo(Checks.MAX_DELAY) > 0) {
            throw new IllegalArgumentException("traceRetention must be at most " + Checks.MAX_DELAY);
        }
        if (mostTraceBytes < 0) {
            throw new IllegalArgumentException("mostTraceBytes must not be negative");
        }
    }

    /**
     * Random ids and tokens, leases from one second to one day, answers kept for one day, traces for thirty days and up
     * to 4 GiB.
     */
    public static TrackerSettings defaults() {
        return new TrackerSettings(
                new UuidSource(),
                TokenSource.secure(),
                Duration.ofSeconds(1),
                Duration.ofHours(24),
                Duration.ofHours(24),
                Duration.ofDays(30),
                4L << 30);
    }

    /** Return the same settings with other ids. */
    public TrackerSettings withIds(IdSource value) {
        return new TrackerSettings(value, tokens, leastTtl, mostTtl, answerRetention, traceRetention, mostTraceBytes);
    }

    /** Return the same settings with other tokens. */
    public TrackerSettings withTokens(TokenSource value) {
        return new TrackerSettings(ids, value, leastTtl, mostTtl, answerRetention, traceRetention, mostTraceBytes);
    }

    /** Return the same settings with other limits of a lease. */
    public TrackerSettings withTtlLimits(Duration least, Duration most) {
        return new TrackerSettings(ids, tokens, least, most, answerRetention, traceRetention, mostTraceBytes);
    }

    /** Return the same settings with another time that answers are kept. */
    public TrackerSettings withAnswerRetention(Duration value) {
        return new TrackerSettings(ids, tokens, leastTtl, mostTtl, value, traceRetention, mostTraceBytes);
    }

    /** Return the same settings with another time that traces are kept. */
    public TrackerSettings withTraceRetention(Duration value) {
        return new TrackerSettings(ids, tokens, leastTtl, mostTtl, answerRetention, value, mostTraceBytes);
    }

    /** Return the same settings with another bound for what all traces take. */
    public TrackerSettings withMostTraceBytes(long value) {
        return new TrackerSettings(ids, tokens, leastTtl, mostTtl, answerRetention, traceRetention, value);
    }
}
