package dev.nulltickets.app;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Run the agents of the demo, a thread each. Safe for use by several threads: it may be dismissed at any time. */
final class DemoCrew {
    private static final long LONGEST_SHIFT_SECONDS = 10;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch dismissed = new CountDownLatch(1);
    private final List<Future<?>> agents = new CopyOnWriteArrayList<>();
    private volatile boolean workIsLeft = true;

    /** Let an agent begin to work, unless the crew is dismissed. */
    void add(Callable<?> agent) {
        try {
            agents.add(threads.submit(agent));
        } catch (RejectedExecutionException late) {
            if (!isDismissed()) {
                throw late;
            }
        }
    }

    /** Send everybody home at once, and wait until they have gone. */
    void dismiss() {
        dismissed.countDown();
        threads.shutdownNow();
        threads.close();
    }

    boolean isDismissed() {
        return dismissed.getCount() == 0;
    }

    /** Wait a moment. Return whether the crew is still at work. */
    boolean worksOn(long millis) throws InterruptedException {
        return !dismissed.await(millis, TimeUnit.MILLISECONDS)
                && agents.stream().noneMatch(Future::isDone);
    }

    boolean workIsLeft() {
        return workIsLeft;
    }

    /** Let everybody finish what they are at. */
    void finish() throws InterruptedException {
        workIsLeft = false;
        for (Future<?> agent : agents) {
            try {
                agent.get(LONGEST_SHIFT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException failed) {
                throw new IllegalStateException("an agent of the demo gave up", failed.getCause());
            } catch (TimeoutException stuck) {
                throw new IllegalStateException("the demo does not come to its end", stuck);
            }
        }
    }
}
