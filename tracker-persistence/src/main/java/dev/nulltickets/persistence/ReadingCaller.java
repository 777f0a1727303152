package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.StoreException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Let a caller who is alone read on his own thread: to wake a thread of the store, and to be woken by it, takes longer
 * than most reads. Who comes meanwhile reads on those threads. Safe for use by several threads.
 */
final class ReadingCaller {
    /** Held by whoever reads. */
    private final ReentrantLock turn = new ReentrantLock();

    private final JobQueue<Job<ReadTx, ?>> queue;
    private final Reader reader;

    /** Read by a reader that nobody else uses, as long as a queue is open. */
    ReadingCaller(JobQueue<Job<ReadTx, ?>> queue, Reader reader) {
        this.queue = queue;
        this.reader = reader;
    }

    /**
     * Do a read on this thread, unless another one reads, and say whether it was done.
     *
     * @throws StoreException if the queue is closed
     */
    boolean reads(Job<ReadTx, ?> job) {
        return Carriers.OF_PROCESS.let(() -> readsInTurn(job));
    }

    private boolean readsInTurn(Job<ReadTx, ?> job) {
        if (!turn.tryLock()) {
            return false;
        }
        try {
            queue.expectOpen();
            reader.read(job);
            return true;
        } finally {
            turn.unlock();
        }
    }

    /** Return whether it is this thread that reads. */
    boolean isHere() {
        return turn.isHeldByCurrentThread();
    }

    /** Close the queue, so that nobody begins to read, and wait for who does. */
    void end() {
        turn.lock();
        try {
            queue.close();
        } finally {
            turn.unlock();
        }
    }
}
