package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.StoreOverloadedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Hold a bounded number of jobs until a thread of the store takes them, in the order they came. What was added before
 * the queue closed is still handed out. Safe for use by several threads.
 */
final class JobQueue<J> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<J> waiting = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    JobQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Add a job.
     *
     * @throws StoreOverloadedException if the queue is full
     * @throws StoreException if the queue is closed
     */
    void add(J job) {
        lock.lock();
        try {
            expectOpen();
            if (waiting.size() >= capacity) {
                throw new StoreOverloadedException("the store has " + capacity + " pieces of work waiting already");
            }
            waiting.add(job);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Wait for jobs and take at most {@code most} of them; none are left if and only if the queue is closed. */
    List<J> take(int most) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return first(most);
        } finally {
            lock.unlock();
        }
    }

    /** Return how many jobs wait. */
    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Wait until there are jobs, and say whether there are: there are none if and only if the queue is closed. */
    boolean await() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Take what is waiting, but at most {@code most} jobs. */
    List<J> poll(int most) {
        lock.lock();
        try {
            return first(most);
        } finally {
            lock.unlock();
        }
    }

    private List<J> first(int most) {
        List<J> taken = new ArrayList<>(Math.min(most, waiting.size()));
        while (taken.size() < most && !waiting.isEmpty()) {
            taken.add(waiting.remove());
        }
        return taken;
    }

    /**
     * Do nothing while jobs are taken.
     *
     * @throws StoreException if the queue is closed
     */
    void expectOpen() {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException("the store is closed");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Close the queue, and do this with what waits in it. */
    void refuse(Consumer<? super J> refusal) {
        close();
        take(Integer.MAX_VALUE).forEach(refusal);
    }

    /** Take no more jobs. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
