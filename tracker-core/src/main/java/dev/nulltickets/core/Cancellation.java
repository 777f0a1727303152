package dev.nulltickets.core;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * End claims that wait, from another thread. One cancellation may end several; once cancelled it stays so. Safe for use
 * by several threads.
 *
 * @since 0.1.0
 */
public final class Cancellation {
    private final Set<Runnable> sleepers = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    /** End the waits. What has not been granted in a transaction that has begun is not granted any more. */
    public void cancel() {
        cancelled = true;
        sleepers.forEach(Runnable::run);
    }

    /** Return whether {@link #cancel} was called. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Call {@code waker} when this is cancelled, at least once, and at once if it is. */
    void wake(Runnable waker) {
        sleepers.add(waker);
        if (cancelled) {
            waker.run();
        }
    }

    /** Call {@code waker} no more. */
    void forget(Runnable waker) {
        sleepers.remove(waker);
    }
}
