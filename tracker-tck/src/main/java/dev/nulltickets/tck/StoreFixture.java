package dev.nulltickets.tck;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Hold the store that one test of the contract is about, and its clock.
 *
 * <p>Safe for use by several threads, but for {@link #reopen()} and {@link #close()}.
 *
 * @since 0.1.0
 */
public final class StoreFixture implements AutoCloseable {
    private final StoreFactory factory;
    private final String name;
    private final SettableClock clock;
    private TrackerStore store;

    private StoreFixture(StoreFactory factory, String name, SettableClock clock, TrackerStore store) {
        this.factory = factory;
        this.name = name;
        this.clock = clock;
        this.store = store;
    }

    static StoreFixture open(StoreFactory factory) {
        String name = "s" + UUID.randomUUID().toString().replace("-", "");
        SettableClock clock = SettableClock.at(Samples.START);
        return new StoreFixture(factory, name, clock, factory.opener().open(name, clock));
    }

    /** Return the store. */
    public TrackerStore store() {
        return store;
    }

    /** Return the clock that the store was given. */
    public SettableClock clock() {
        return clock;
    }

    /** Close the store and open it again; skip the test if such stores forget. */
    public void reopen() {
        assumeTrue(factory.durable(), "these stores do not outlive their closing");
        store.close();
        store = factory.opener().open(name, clock);
    }

    /** Skip the test if the store does not follow the clock. */
    public void assumeFollowsClock() {
        assumeTrue(factory.followsClock(), "these stores tell a time of their own");
    }

    @Override
    public void close() {
        store.close();
    }

    <R> R write(Function<? super Tx, ? extends R> work) {
        return store.<R>write(work);
    }

    <R> R read(Function<? super ReadTx, ? extends R> work) {
        return store.<R>read(work);
    }

    /** Write, and return nothing. */
    void change(Consumer<? super Tx> work) {
        store.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    /** Store tasks, and the pipelines they need. */
    List<Task> keep(TaskSample... samples) {
        List<Task> tasks = Stream.of(samples).map(TaskSample::made).toList();
        change(tx -> {
            keepPipelines(tx);
            tasks.forEach(tx.tasks()::insert);
        });
        return tasks;
    }

    /** Store one task, and the pipelines it needs. */
    Task keep(TaskSample sample) {
        return keep(new TaskSample[] {sample}).getFirst();
    }

    /** Replace a task by its next revision. */
    Task update(Task before, TaskSample after) {
        Task next = after.made();
        if (!write(tx -> tx.tasks().update(before, next))) {
            throw new AssertionError("update(…) refused the current revision of " + before.id());
        }
        return next;
    }

    /** Store a running run of a task. */
    Run start(Run run) {
        change(tx -> tx.runs().insert(run));
        return run;
    }

    /** Store a lease, and the run it was granted with. */
    Lease grant(Run run, Lease lease) {
        change(tx -> {
            tx.runs().insert(run);
            tx.leases().grant(lease);
        });
        return lease;
    }

    Task task(Task same) {
        return requireNonNull(read(tx -> tx.tasks().find(same.id())).orElse(null), "the task is gone");
    }

    Instant now() {
        return read(ReadTx::now);
    }

    static void keepPipelines(Tx tx) {
        for (Pipeline pipeline : Samples.PIPELINES) {
            if (tx.pipelines().find(pipeline.id()).isEmpty()) {
                tx.pipelines().insert(pipeline);
            }
        }
    }
}
