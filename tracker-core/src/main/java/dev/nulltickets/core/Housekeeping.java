package dev.nulltickets.core;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.run.TrackerEvent;
import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import dev.nulltickets.core.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Do what time makes due: take back tasks whose lease ran out, let tasks go on whose delay is over or whose
 * dependencies are done, and forget answers and traces whose time is over, and traces that are too much. Everything is
 * done in steps of bounded size, each a transaction of its own, so that no other writer waits for long. Safe for use by
 * several threads, and by several trackers on one store: nothing is done twice.
 *
 * @since 0.1.0
 */
public final class Housekeeping {
    /** The most rows of one kind that one transaction changes: a few milliseconds of work. */
    static final int STEP = 200;

    /** How many batches of traces a step may end. */
    private static final int PARTS = 8;

    private final TrackerStore store;
    private final PipelineCache pipelines;
    private final TrackerSettings settings;

    Housekeeping(TrackerStore store, PipelineCache pipelines, TrackerSettings settings) {
        this.store = store;
        this.pipelines = pipelines;
        this.settings = settings;
    }

    /** Do all that is due now. */
    public void run() {
        boolean more;
        do {
            more = step();
        } while (more);
    }

    /** Do at most one step, which yields to other work. Return whether more may be due. */
    public boolean step() {
        return store.writeYielding(tx -> {
            // Traces before tasks, as who keeps an export: a store may lock both, and nobody is to wait in a circle.
            boolean more = new SpanIntake(tx).inherit(SpanIntake.STEP);
            more |= forgetTraces(tx);
            more |= catchUp(tx);
            more |= releaseDeferred(tx);
            more |= tx.idempotency().purge(tx.now(), STEP) == STEP;
            return more;
        });
    }

    /** Do all that makes tasks ready by the passing of time. */
    void catchUp() {
        boolean more;
        do {
            more = store.write(this::catchUp);
        } while (more);
    }

    /** Do at most one step of what makes tasks ready by the passing of time. Return whether more may be due. */
    boolean catchUp(Tx tx) {
        boolean more = expire(tx);
        return promote(tx) || more;
    }

    /**
     * Let all go on that wait for a task which is done, in as many transactions as it takes. What cannot be done now is
     * remembered in the store, and done by a later {@link #step}.
     */
    void releaseAll(TaskId done) {
        try {
            boolean more;
            do {
                more = store.write(tx -> release(tx, done));
            } while (more);
        } catch (StoreException later) {
            // The caller's own work is committed, so it must not hear that it failed.
        }
    }

    private boolean expire(Tx tx) {
        List<Lease> overdue = tx.leases().overdue(tx.now(), STEP);
        overdue.forEach(lease -> expire(tx, lease));
        return overdue.size() == STEP;
    }

    private void expire(Tx tx, Lease lease) {
        if (!tx.leases().expire(lease.id(), lease.epoch())) {
            throw new StaleDataException("lease " + lease.id());
        }
        boolean ran = tx.runs().finish(lease.runId(), RunStatus.STALE, tx.now(), JsonText.EMPTY_OBJECT, null);
        Optional<Task> leased = tx.tasks().find(lease.taskId()).filter(task -> task.state() == TaskState.LEASED);
        // A database that was changed by hand may hold a lease of nothing; one such must not stop all others.
        if (ran && leased.isPresent()) {
            takeBack(tx, lease, leased.get());
        }
    }

    private void takeBack(Tx tx, Lease lease, Task before) {
        PipelineDefinition definition =
                pipelines.existing(tx, before.pipelineId()).definition();
        Task after = Changes.of(tx).apply(before, change -> change.expire(definition));
        Runs.append(tx, lease, TrackerEvent.leaseExpired(lease, after, tx.now()));
        if (after.state() == TaskState.DEAD_LETTERED) {
            Runs.append(tx, lease, TrackerEvent.deadLetter(before, after));
        }
    }

    private static boolean promote(Tx tx) {
        List<Task> due = tx.tasks().due(tx.now(), STEP);
        due.forEach(task -> Changes.of(tx).apply(task, TaskLifecycle::promote));
        return due.size() == STEP;
    }

    private static boolean releaseDeferred(Tx tx) {
        List<TaskId> deferred = tx.dependencies().deferred(1);
        deferred.forEach(done -> release(tx, done));
        return !deferred.isEmpty();
    }

    /** Forget parts of several batches in one step, so that room is made as fast as small exports fill it. */
    private boolean forgetTraces(Tx tx) {
        boolean more = true;
        for (int part = 0; part < PARTS && more; part++) {
            more = tracesAreDue(tx) && tx.traces().deleteOldest(STEP / PARTS);
        }
        return more;
    }

    private boolean tracesAreDue(Tx tx) {
        Optional<Instant> oldest = tx.traces().oldest();
        if (oldest.isEmpty()) {
            return false;
        }
        boolean old = oldest.get().isBefore(tx.now().minus(settings.traceRetention()));
        return old || tx.traces().bytes() > settings.mostTraceBytes();
    }

    private static boolean release(Tx tx, TaskId done) {
        boolean more = new DependencyGraph(tx).release(done, STEP);
        if (!more) {
            tx.dependencies().settle(done);
        }
        return more;
    }
}
