package dev.nulltickets.core.architecture.clock;

/** Break a rule, to show that it is found: ask the machine how long something took. */
public final class StopsTheTime {
    private StopsTheTime() {}

    static long use() {
        return System.nanoTime();
    }
}
