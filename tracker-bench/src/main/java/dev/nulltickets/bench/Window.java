package dev.nulltickets.bench;

import java.time.Duration;

/**
 * Bound what is measured: what ends between two instants. Before them the machine warms up.
 *
 * @param from nanoseconds of {@link System#nanoTime}
 * @param until the same, later
 */
record Window(long from, long until) {
    /** Measure for a time, after a time of warming up that begins now. */
    static Window after(Duration warmup, Duration measured) {
        long from = System.nanoTime() + warmup.toNanos();
        return new Window(from, from + measured.toNanos());
    }

    /** Return a window as long as this, right behind it. */
    Window following() {
        return new Window(until, until + (until - from));
    }

    boolean contains(long nanos) {
        return nanos - from >= 0 && nanos - until < 0;
    }

    boolean isOver(long nanos) {
        return nanos - until >= 0;
    }

    double seconds() {
        return (until - from) / 1e9;
    }
}
