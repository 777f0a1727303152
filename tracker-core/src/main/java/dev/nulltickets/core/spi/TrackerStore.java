package dev.nulltickets.core.spi;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Keep the tracker's state: what a storage adapter implements. A transaction is a function over the small stores of a
 * {@link Tx}; there is no other way to reach them.
 *
 * <p>The adapter decides no policy. It stores what it is given, finds what it is asked for, and keeps the promises of
 * these methods. {@code tracker-tck} holds the tests that prove it.
 *
 * <p>Safe for use by several threads. A transaction that is opened inside another on the same thread is refused with
 * {@link IllegalStateException}.
 *
 * @since 0.1.0
 */
public interface TrackerStore extends AutoCloseable {

    /**
     * Run {@code work} in a transaction, and return what it returned after the transaction is durable.
     *
     * <ul>
     *   <li><b>All or nothing</b>: if {@code work} throws, or the commit fails, nothing of it stays, and what was
     *       thrown reaches the caller.
     *   <li><b>Serialisable</b>: the outcome is as if writes ran one after the other.
     *   <li>{@code work} may be run again after a conflict, so it must touch nothing but its {@code Tx}. Work that
     *       throws {@link StaleDataException} is run again.
     *   <li>{@code work} is run on any thread, this one perhaps, and this one may run others' meanwhile. So hold no lock
     *       here that works or listeners take.
     * </ul>
     *
     * <p>An interrupt does not cut a write short, because its outcome would be unknown; the thread's interrupt status
     * is kept.
     *
     * @throws StoreOverloadedException if the store has more work waiting than it takes; nothing was done
     * @throws StoreUnreachableException if the store cannot reach its database; nothing was done
     * @throws StoreException if the store cannot be written; unless it says otherwise, nothing was
     */
    <R> R write(Function<? super Tx, ? extends R> work);

    /**
     * Run {@code work} as {@link #write} does, but let other writes go before it, so that they wait for it as little
     * as may be. However many they are, it comes to its turn. A store that has no order of its own may do without.
     */
    default <R> R writeYielding(Function<? super Tx, ? extends R> work) {
        return write(work);
    }

    /**
     * Run {@code work} on one snapshot of what is committed, which includes every write that returned before.
     *
     * <p>Neither blocks a write nor waits for one that is under way. {@code work} should be short: a snapshot that is
     * held for long keeps the store from reclaiming space. It is run on any thread, this one perhaps.
     *
     * @throws StoreException if the store cannot be reached
     */
    <R> R read(Function<? super ReadTx, ? extends R> work);

    /**
     * Call {@code listener} after each commit that may have made work, with all that it made:
     *
     * <ul>
     *   <li>{@link WorkSignal.Ready} for each role and assignee of tasks that it wrote and left {@link
     *       dev.nulltickets.core.task.TaskState#READY ready}, with their number;
     *   <li>{@link WorkSignal.Freed} for each stage of tasks that were
     *       {@link dev.nulltickets.core.task.TaskState#LEASED leased} before it and are not any more, with their
     *       number.
     * </ul>
     *
     * <p>Tasks of stages without a role make no work. The listener runs on a thread that writes, before whoever wrote
     * hears of the outcome, and must return at once; what it throws is ignored. Calls for several commits may be
     * joined, but none is left out, and none comes for work that was undone. A number may be too high, but never too
     * low.
     */
    Registration onWork(Consumer<? super WorkSignal> listener);

    /**
     * Finish the writes that were accepted, then release all resources. Later calls throw {@link StoreException}; only
     * closing again does nothing.
     */
    @Override
    void close();

    /** End the calls to a listener. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
