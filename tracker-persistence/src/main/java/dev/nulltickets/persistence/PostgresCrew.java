package dev.nulltickets.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Do the jobs of a queue on some threads, one after the other on each.
 *
 * <p>They are the store's own, and not their callers': whoever interrupts a virtual thread closes the connection that it
 * is reading from.
 */
final class PostgresCrew<J> {
    private final JobQueue<J> queue;
    private final int most;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Do jobs.
     *
     * @param size how many threads there are
     * @param most how many jobs a thread takes at once, if there are more than threads
     */
    PostgresCrew(String name, int size, int most, JobQueue<J> queue, Consumer<? super List<J>> work) {
        this.queue = queue;
        this.most = most;
        for (int i = 1; i <= size; i++) {
            threads.add(Thread.ofPlatform().daemon().name(name + "-" + i).unstarted(() -> run(work)));
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
        List<J> next = queue.takeShare(threads.size(), most);
        while (!next.isEmpty()) {
            work.accept(next);
            next = queue.takeShare(threads.size(), most);
        }
    }
}
