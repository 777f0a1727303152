package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.StoreOverloadedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hold a bounded number of jobs until a thread of the store takes them, in the order they came. Jobs that yield stand
 * in a line of their own: one of them at a time is handed out, alone, when there are no others or when others had
 * their turn before. What was added before the queue closed is still handed out. Safe for use by several threads.
 */
final class JobQueue<J> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<J> waiting = new ArrayDeque<>();
    private final ArrayDeque<J> yielding = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;
    private boolean othersTookTurn;

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
        addTo(waiting, job);
    }

    /**
     * Add a job that yields to others.
     *
     * @throws StoreOverloadedException if too many do already
     * @throws StoreException if the queue is closed
     */
    void addYielding(J job) {
        addTo(yielding, job);
    }

    private void addTo(ArrayDeque<J> line, J job) {
        lock.lock();
        try {
            expectOpen();
            if (line.size() >= capacity) {
                throw new StoreOverloadedException("the store has " + capacity + " pieces of work waiting already");
            }
            line.add(job);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Take the next job, or one that yields if it has its turn, or nothing if none waits. */
    @Nullable
    J next() {
        lock.lock();
        try {
            return turnOfYielding() ? yielding.remove() : waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Move at most {@code most} jobs that do not yield to the end of a list. */
    void drainTo(List<? super J> list, int most) {
        lock.lock();
        try {
            for (int i = 0; i < most && !waiting.isEmpty(); i++) {
                list.add(waiting.remove());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Give back jobs that were taken and not done: they are the first again, however many came meanwhile. */
    void putBack(List<? extends J> jobs) {
        lock.lock();
        try {
            jobs.reversed().forEach(waiting::addFirst);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Take at most {@code most} jobs of those that wait, or one that yields. */
    List<J> take(int most) {
        lock.lock();
        try {
            if (turnOfYielding()) {
                return List.of(yielding.remove());
            }
            List<J> taken = new ArrayList<>(Math.min(most, waiting.size()));
            drainTo(taken, most);
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Return how many jobs wait that do not yield. */
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
            while (waiting.isEmpty() && yielding.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            return !waiting.isEmpty() || !yielding.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private boolean turnOfYielding() {
        othersTookTurn |= waiting.isEmpty();
        boolean theirs = !yielding.isEmpty() && othersTookTurn;
        othersTookTurn = !theirs;
        return theirs;
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
        for (J refused = next(); refused != null; refused = next()) {
            refusal.accept(refused);
        }
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
