package dev.nulltickets.tck;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tell the time that a test sets by hand. It stands still until it is turned. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class SettableClock implements InstantSource {
    private volatile Instant now;

    private SettableClock(Instant start) {
        now = requireNonNull(start, "start");
    }

    /** Make a clock that stands at {@code start}. */
    public static SettableClock at(Instant start) {
        return new SettableClock(start);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Turn the clock on, or back if {@code by} is negative. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** Turn the clock to an instant. */
    public synchronized void turnTo(Instant instant) {
        now = requireNonNull(instant, "instant");
    }
}
