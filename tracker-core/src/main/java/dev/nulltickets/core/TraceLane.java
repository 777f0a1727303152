package dev.nulltickets.core;

import dev.nulltickets.core.spi.StoreOverloadedException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Let one part of all exports of traces at a time go to the store, so that however many come at once, other work waits
 * for one such part at most. Those that wait are bounded in number: each holds its spans in memory. Safe for use by
 * several threads.
 */
final class TraceLane {
    /**
     * With the 512 spans of an ordinary export, where no more than 4,000 spans a second are kept, the last of these
     * waits for four seconds: with as long to be decoded, that is less than the ten after which exporters give up by
     * default.
     */
    static final int MOST_WAITING = 32;

    private final Semaphore turn = new Semaphore(1, true);
    private final Semaphore places = new Semaphore(MOST_WAITING);

    /**
     * Run an export that takes turns.
     *
     * @throws StoreOverloadedException if too many do already
     */
    <T> T export(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw new StoreOverloadedException(MOST_WAITING + " exports of traces are waiting already");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /** Do one part of an export when it is its turn. */
    <T> T turn(Supplier<T> part) {
        turn.acquireUninterruptibly();
        try {
            return part.get();
        } finally {
            turn.release();
        }
    }
}
