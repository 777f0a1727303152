package dev.nulltickets.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Do the jobs of a queue on some threads. While there are few jobs each thread takes one. If they crowd, half of the
 * threads take many at once, and the others only come when jobs have waited for long: so there is more to do
 * together, and the database has less to do at once.
 *
 * <p>The threads are the store's own, and not their callers': whoever interrupts a virtual thread closes the
 * connection that it is reading from.
 */
final class PostgresCrew<J> {
    private static final long PATIENCE_MILLIS = 50;

    private final JobQueue<J> queue;
    private final int most;
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore half;
    private final AtomicInteger atWork = new AtomicInteger();

    /**
     * Do jobs.
     *
     * @param size how many threads there are
     * @param most how many jobs a thread takes at once
     */
    PostgresCrew(String name, int size, int most, JobQueue<J> queue, Consumer<? super List<J>> work) {
        this.queue = queue;
        this.most = most;
        this.half = new Semaphore(Math.ceilDiv(size, 2));
        for (int i = 1; i <= size; i++) {
            threads.add(Threads.daemon(name + "-" + i, () -> run(work)));
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    boolean includes(Thread thread) {
        return threads.contains(thread);
    }

    /** Finish what was accepted. */
    void end() {
        queue.close();
        threads.forEach(Threads::join);
    }

    private void run(Consumer<? super List<J>> work) {
        while (queue.await()) {
            if (most == 1 || queue.size() + atWork.get() <= 2 * threads.size()) {
                take(1, work);
            } else {
                takeMany(work);
            }
        }
    }

    private void takeMany(Consumer<? super List<J>> work) {
        boolean oneOfHalf = acquire();
        try {
            take(most, work);
        } finally {
            if (oneOfHalf) {
                half.release();
            }
        }
    }

    private void take(int many, Consumer<? super List<J>> work) {
        List<J> jobs = queue.take(many);
        atWork.addAndGet(jobs.size());
        try {
            if (!jobs.isEmpty()) {
                work.accept(jobs);
            }
        } finally {
            atWork.addAndGet(-jobs.size());
        }
    }

    private boolean acquire() {
        try {
            return half.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyDoes) {
            return false;
        }
    }
}
