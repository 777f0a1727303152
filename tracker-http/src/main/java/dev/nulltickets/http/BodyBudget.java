package dev.nulltickets.http;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Bound the memory that large bodies take while they are read: a parsed body takes many times its size, so that some
 * at once could take all there is. One that finds no room waits until others are done. One that is larger than all
 * the room there is goes alone. Safe for use by several threads.
 */
final class BodyBudget {
    /** About how many bytes of memory a byte of JSON takes at worst. */
    private static final int COST = 32;

    /** Bodies up to this size, which are nearly all, are not worth counting. */
    private static final int SMALL_BYTES = 128 * 1024;

    private static final int UNIT_BYTES = 1024;

    private final int units;
    private final Semaphore free;

    /** Share out what the JVM may take. */
    BodyBudget() {
        this(Runtime.getRuntime().maxMemory() / COST);
    }

    BodyBudget(long bytes) {
        units = Math.clamp(bytes / UNIT_BYTES, 1, Integer.MAX_VALUE);
        free = new Semaphore(units, true);
    }

    /** Do the work on a body of a size when there is room for it. */
    <T> T run(int bytes, Supplier<T> work) {
        if (bytes <= SMALL_BYTES) {
            return work.get();
        }
        int share = Math.min(units, bytes / UNIT_BYTES);
        free.acquireUninterruptibly(share);
        try {
            return work.get();
        } finally {
            free.release(share);
        }
    }
}
