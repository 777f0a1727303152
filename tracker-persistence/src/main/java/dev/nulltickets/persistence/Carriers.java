package dev.nulltickets.persistence;

import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Let callers into SQLite on their own threads. A virtual one keeps its carrier there, so there must always be one left,
 * or no virtual thread of the process could go on meanwhile. Safe for use by several threads.
 */
final class Carriers {
    /** Those of this process, which all its stores share. */
    static final Carriers OF_PROCESS = new Carriers(spare());

    private final Semaphore spare;

    /** Let that many virtual threads in at a time. */
    Carriers(int spare) {
        this.spare = new Semaphore(spare);
    }

    /**
     * Return how many carriers may be kept at a time: all but one, and none before JDK 24. Who writes may have to wait for
     * a lock there, and for a carrier after that, which threads that wait for their writes within a monitor would keep.
     */
    static int spare() {
        int carriers = Integer.getInteger(
                "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
        return Runtime.version().feature() < 24 ? 0 : carriers - 1;
    }

    /** Say whether this thread may enter, and has done what it came for. */
    boolean let(BooleanSupplier entering) {
        if (!Thread.currentThread().isVirtual()) {
            return entering.getAsBoolean();
        }
        if (!spare.tryAcquire()) {
            return false;
        }
        try {
            return entering.getAsBoolean();
        } finally {
            spare.release();
        }
    }
}
