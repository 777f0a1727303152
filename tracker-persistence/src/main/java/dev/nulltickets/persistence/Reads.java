package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.ReadTx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Have reads done. A caller who is alone reads on his own thread: to wake a thread of the store, and to be woken by it,
 * takes longer than most reads. Who comes meanwhile waits for those threads, which take reads from a queue. Safe for use
 * by several threads.
 */
final class Reads {
    private final JobQueue<Job<ReadTx, ?>> queue;
    private final Reader reader;
    private final AtomicInteger underWay = new AtomicInteger();

    /** Held by a caller who reads; who is alone finds it free, until {@link #end}. */
    private final ReentrantLock turn = new ReentrantLock();

    /**
     * Have reads done.
     *
     * @param reader for callers, used by nobody else
     */
    Reads(JobQueue<Job<ReadTx, ?>> queue, Reader reader) {
        this.queue = queue;
        this.reader = reader;
    }

    /**
     * Have a read done, and return or throw its outcome.
     *
     * @throws dev.nulltickets.core.spi.StoreException if the queue is full or closed
     */
    <R> R await(Job<ReadTx, R> job) {
        boolean alone = underWay.getAndIncrement() == 0;
        try {
            if (!alone || !Carriers.OF_PROCESS.let(() -> isDoneHere(job))) {
                queue.add(job);
            }
            return job.await();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private boolean isDoneHere(Job<ReadTx, ?> job) {
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

    /** Return whether a caller reads on this thread. */
    boolean isHere() {
        return turn.isHeldByCurrentThread();
    }

    /** Close the queue, and wait for a caller who reads; the threads end by themselves. */
    void end() {
        queue.close();
        turn.lock();
        try {
            // Whoever has begun has done, and nobody begins any more.
        } finally {
            turn.unlock();
        }
    }
}
