package dev.nulltickets.core;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.WorkSignal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Let claims wait for work. Who waits stands in a line first and tries to claim then, so that no work comes unseen
 * between the two. The store tells of each commit how much work it made, and as many of those in the line get a
 * permit to try again, the first first; nobody else is woken.
 *
 * <p>A permit is not lost. Who does not need it (the time is over, the wait is cancelled, the store failed, the claim
 * took something else) hands it on. So does who tries in vain because of limits, to one with other limits. Only who
 * tries in vain without limits proves that there is nothing.
 *
 * <p>Nobody waits inside a transaction or under the lock. Safe for use by several threads.
 */
final class WaitingRoom {
    private final TrackerStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AgentRole, WaitingLine> lines = new HashMap<>();
    private TrackerStore.@Nullable Registration listening;
    private long arrivals;

    WaitingRoom(TrackerStore store) {
        this.store = store;
    }

    /**
     * Say how a try went.
     *
     * @param outcome null for in vain
     * @param claims what was granted
     * @param closed the stages with work that limits kept closed
     */
    record Try<T>(@Nullable T outcome, List<Claim> claims, Set<StageKey> closed) {}

    /**
     * Try until it is not in vain, the time is over, or the wait is cancelled.
     *
     * @param tries makes one try, in a transaction of its own, and grants nothing once the wait is cancelled
     * @return empty if all was in vain
     */
    <T> Optional<T> await(ClaimRequest request, Duration longest, Cancellation cancellation, Supplier<Try<T>> tries)
            throws InterruptedException {
        Waiter waiter = enter(request);
        Runnable waker = () -> wake(waiter);
        List<Claim> granted = List.of();
        try {
            cancellation.wake(waker);
            long nanos = TimeUnit.NANOSECONDS.convert(longest);
            do {
                Try<T> made = tries.get();
                if (made.outcome() != null) {
                    granted = made.claims();
                    return Optional.of(made.outcome());
                }
                nanos = sleep(waiter, made.closed(), nanos, cancellation);
            } while (nanos > 0);
            return Optional.empty();
        } finally {
            cancellation.forget(waker);
            leave(waiter, granted);
        }
    }

    private Waiter enter(ClaimRequest request) {
        lock.lock();
        try {
            if (listening == null) {
                listening = store.onWork(this::hear);
            }
            Waiter waiter = new Waiter(arrivals++, request, lock.newCondition());
            lines.computeIfAbsent(request.role(), role -> new WaitingLine()).enter(waiter);
            return waiter;
        } finally {
            lock.unlock();
        }
    }

    /** Sleep until it may try again. Return how much time is left, at least 1, or 0 if it may not. */
    private long sleep(Waiter waiter, Set<StageKey> closed, long nanos, Cancellation cancellation)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (cancellation.isCancelled()) {
                // Then the try proves nothing.
                return 0;
            }
            WaitingLine line = lineOf(waiter);
            line.fallAsleep(waiter);
            handOnAfterVainTry(waiter, closed, line);
            long left = waiter.sleep(nanos, cancellation);
            if (!waiter.isCalled() || cancellation.isCancelled()) {
                return 0;
            }
            line.rise(waiter);
            return Math.max(1, left);
        } finally {
            lock.unlock();
        }
    }

    private static void handOnAfterVainTry(Waiter waiter, Set<StageKey> closed, WaitingLine line) {
        closed.forEach(stage -> line.close(stage, waiter));
        Permit used = waiter.takeCurrent();
        if (used == null) {
            return;
        }
        if (used.signal() instanceof WorkSignal.Freed freed && !closed.contains(freed.stage())) {
            line.open(freed.stage(), waiter);
        }
        Permit left = used.afterVainTry(waiter.limits(), closed);
        if (left != null) {
            line.call(left);
        }
    }

    private void leave(Waiter waiter, List<Claim> granted) {
        lock.lock();
        try {
            WaitingLine line = lineOf(waiter);
            line.leave(waiter);
            Permit used = waiter.takeCurrent();
            if (used != null && used.isUsedBy(granted)) {
                line.reopen(waiter, used);
            } else {
                line.handOn(waiter, used);
            }
            line.handOn(waiter, waiter.takeNext());
            if (line.isEmpty()) {
                lines.remove(waiter.role());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Called on a thread that writes, which must not be kept. */
    private void hear(WorkSignal signal) {
        lock.lock();
        try {
            WaitingLine line = lines.get(signal.role());
            if (line != null) {
                line.hear(signal);
            }
        } finally {
            lock.unlock();
        }
    }

    private void wake(Waiter waiter) {
        lock.lock();
        try {
            waiter.wake();
        } finally {
            lock.unlock();
        }
    }

    private WaitingLine lineOf(Waiter waiter) {
        WaitingLine line = lines.get(waiter.role());
        if (line == null) {
            throw new IllegalStateException("a waiter without a line");
        }
        return line;
    }
}
