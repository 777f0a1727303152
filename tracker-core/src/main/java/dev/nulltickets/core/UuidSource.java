package dev.nulltickets.core;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Make UUIDs of version 7 that grow from call to call, also within a millisecond and when the clock steps back: RFC
 * 9562, section 6.2, method 2 (monotonic random). They name things and guard nothing, so their random part is not
 * secret. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class UuidSource implements IdSource {
    private static final long COUNTER_LIMIT = 1L << 62;
    private static final int SEQUENCE_LIMIT = 1 << 12;

    private final RandomGenerator random;
    private long millis = Long.MIN_VALUE;
    private int sequence;
    private long counter;

    /** Start with a seed of its own. */
    public UuidSource() {
        this(new SplittableRandom(new SecureRandom().nextLong()));
    }

    /** Start with a source of random numbers that the caller controls. */
    public UuidSource(RandomGenerator random) {
        this.random = requireNonNull(random, "random");
    }

    @Override
    public synchronized String next(Instant now) {
        long given = now.toEpochMilli();
        if (given > millis) {
            begin(given);
        } else {
            step();
        }
        long high = (millis << 16) | 0x7000L | sequence;
        long low = 0x8000_0000_0000_0000L | counter;
        return new UUID(high, low).toString();
    }

    private void begin(long newMillis) {
        millis = newMillis;
        sequence = random.nextInt(SEQUENCE_LIMIT / 2);
        counter = random.nextLong(COUNTER_LIMIT);
    }

    private void step() {
        counter += 1 + random.nextLong(1L << 32);
        if (counter >= COUNTER_LIMIT) {
            counter -= COUNTER_LIMIT;
            sequence++;
        }
        if (sequence >= SEQUENCE_LIMIT) {
            begin(millis + 1);
        }
    }
}
