package dev.nulltickets.tck.memory;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keep a tracker's state in memory, with every promise of {@link TrackerStore} but durability: what it holds is gone
 * when it is closed.
 *
 * <p>The state is one immutable value made of persistent maps. A read works on the value that was current when it
 * began, and waits for nobody. Writes take turns; each works on a value of its own and publishes it with one volatile
 * write, so undoing is forgetting. Listeners are called on the thread that wrote, after the commit and before its
 * {@link #write} returns.
 *
 * <p>Stricter than it must be, so that mistakes show early: a transaction inside another, and the use of a transaction
 * after its function returned or on another thread, are refused with {@link IllegalStateException}.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class InMemoryTrackerStore implements TrackerStore {
    private static final int MOST_RUNS_OF_STALE_WORK = 100;

    private final InstantSource clock;
    private final ReentrantLock writers = new ReentrantLock();
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
    private final Listeners listeners = new Listeners();

    private volatile State committed = State.EMPTY;
    private volatile boolean closed;

    private InMemoryTrackerStore(InstantSource clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    /** Open a new, empty store that reads the time from {@code clock}. */
    public static TrackerStore open(InstantSource clock) {
        return new InMemoryTrackerStore(clock);
    }

    @Override
    public <R> R write(Function<? super Tx, ? extends R> work) {
        refuseNesting();
        Outcome<R> outcome;
        writers.lock();
        try {
            refuseClosed();
            outcome = untilFresh(work);
            committed = outcome.state();
        } finally {
            writers.unlock();
        }
        listeners.announce(outcome.signals());
        return outcome.result();
    }

    @Override
    public <R> R read(Function<? super ReadTx, ? extends R> work) {
        refuseNesting();
        // In this order: close() says so before it empties the state, so a state taken before the check is whole.
        MemoryTx tx = begin();
        refuseClosed();
        return InMemoryTrackerStore.<R>result(work, tx);
    }

    @Override
    public Registration onWork(Consumer<? super WorkSignal> listener) {
        refuseClosed();
        return listeners.add(listener);
    }

    @Override
    public void close() {
        refuseNesting();
        writers.lock();
        try {
            closed = true;
            committed = State.EMPTY;
        } finally {
            writers.unlock();
        }
    }

    private <R> Outcome<R> untilFresh(Function<? super Tx, ? extends R> work) {
        StaleDataException last = null;
        for (int i = 0; i < MOST_RUNS_OF_STALE_WORK; i++) {
            MemoryTx tx = begin();
            try {
                R result = InMemoryTrackerStore.<R>result(work, tx);
                return new Outcome<>(result, tx.state(), tx.signals());
            } catch (StaleDataException stale) {
                last = stale;
            }
        }
        throw new StoreException("work found its data stale " + MOST_RUNS_OF_STALE_WORK + " times", last);
    }

    private static <R> R result(Function<? super MemoryTx, ? extends R> work, MemoryTx tx) {
        tx.scope().enter();
        try {
            return work.apply(tx);
        } finally {
            tx.scope().leave();
        }
    }

    private MemoryTx begin() {
        return new MemoryTx(committed, Instant.ofEpochMilli(clock.millis()), new Scope(inside));
    }

    private void refuseNesting() {
        if (inside.get()) {
            throw new IllegalStateException("a transaction is open on this thread already");
        }
    }

    private void refuseClosed() {
        if (closed) {
            throw new StoreException("the store is closed");
        }
    }

    private record Outcome<R>(R result, State state, List<WorkSignal> signals) {}
}
