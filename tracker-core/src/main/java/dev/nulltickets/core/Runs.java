package dev.nulltickets.core;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.pipeline.Transition;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.run.NewEvent;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.run.TrackerEvent;
import dev.nulltickets.core.run.TransitionPolicy;
import dev.nulltickets.core.run.TransitionPolicy.Decision;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Report on runs, read them and end them. Whatever changes a run asks for the token of its lease, and is refused with
 * {@code NotFound}, {@code Unauthorized} or {@code LeaseExpired} where that opens nothing. Safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class Runs {
    /** The most events that are reported at once: some milliseconds of work, for which others wait. */
    public static final int MOST_EVENTS = 1000;

    private static final Paging<Event, Cursor.Sequence> EVENTS = new Paging<>(
            event -> new Cursor.Sequence(event.id()),
            event -> event.data().value().length());

    private final TrackerStore store;
    private final PipelineCache pipelines;
    private final Consumer<? super TaskId> releaser;

    /** Hand each task that is done, and that more wait for than one transaction lets go, to {@code releaser}. */
    Runs(TrackerStore store, PipelineCache pipelines, Consumer<? super TaskId> releaser) {
        this.store = store;
        this.pipelines = pipelines;
        this.releaser = releaser;
    }

    /**
     * Return a run.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound}
     */
    public Run find(RunId id) {
        return store.read(tx -> existing(tx, id));
    }

    /** Report that something happened. Return the event's id. */
    public long report(RunId id, LeaseToken token, NewEvent event) {
        return store.write(tx -> {
            Lease lease = LeaseGuard.of(tx, id, token);
            return append(tx, lease, event);
        });
    }

    /**
     * Report that several things happened, one after the other: all of them, or none.
     *
     * @return the events' ids, in the order of the list
     * @throws dev.nulltickets.core.model.RejectedException with {@code InvalidRequest} if the list is empty, or {@code
     *     ValidationFailed} if it holds more than {@link #MOST_EVENTS}
     */
    public List<Long> reportAll(RunId id, LeaseToken token, List<NewEvent> events) {
        if (events.isEmpty()) {
            throw new Rejection.InvalidRequest("events must not be empty").asException();
        }
        if (events.size() > MOST_EVENTS) {
            throw Checks.invalid("events", "must be at most " + MOST_EVENTS + " at once, but are " + events.size());
        }
        return store.write(tx -> {
            Lease lease = LeaseGuard.of(tx, id, token);
            return events.stream().map(event -> append(tx, lease, event)).toList();
        });
    }

    /**
     * Return a page of a run's events, by id.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound}
     */
    public Page<Event> events(RunId id, PageRequest<Cursor.Sequence> page) {
        return store.read(tx -> {
            existing(tx, id);
            return EVENTS.read(page, (after, limit) -> tx.events().list(id, Cursor.Sequence.startBehind(after), limit));
        });
    }

    /** Report what a gate found. Return the result's id. */
    public long report(RunId id, LeaseToken token, NewGateResult result) {
        return store.write(tx -> {
            Lease lease = LeaseGuard.of(tx, id, token);
            return tx.gates().append(id, lease.taskId(), tx.now(), result);
        });
    }

    /**
     * Return the gate results of a run, by id.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound}
     */
    public List<GateResult> gates(RunId id) {
        return store.read(tx -> {
            existing(tx, id);
            return tx.gates().of(id);
        });
    }

    /**
     * End a run as completed and move its task on. When this returns, every task that waited only for this one can be
     * claimed; only if the store fails meanwhile, some follow later.
     *
     * @return the transition that was taken
     * @throws dev.nulltickets.core.model.RejectedException with {@code InvalidTransition}, {@code
     *     RequiredGatesNotPassed}, {@code ExpectedStageMismatch}, {@code TaskVersionMismatch} or {@code RunNotRunning}
     */
    public Transition transition(RunId id, LeaseToken token, TransitionRequest request) {
        Completed completed = store.write(tx -> complete(tx, id, token, request));
        if (completed.moreToRelease() != null) {
            releaser.accept(completed.moreToRelease());
        }
        return completed.way();
    }

    /**
     * End a run as failed. Its task is tried again, or dead-lettered, as its retry policy says.
     *
     * @param error what failed
     * @param usage what the run used, a JSON object
     */
    public void fail(RunId id, LeaseToken token, String error, JsonText usage) {
        Checks.text("error", error);
        usage.requireObject("usage");
        store.write(tx -> {
            Lease lease = LeaseGuard.of(tx, id, token);
            end(tx, lease, RunStatus.FAILED, usage, error);
            Task before = taskOf(tx, lease);
            PipelineDefinition definition =
                    pipelines.existing(tx, before.pipelineId()).definition();
            Task after = Changes.of(tx).apply(before, change -> change.fail(definition));
            append(
                    tx,
                    lease,
                    after.state() == TaskState.DEAD_LETTERED
                            ? TrackerEvent.deadLetter(before, after)
                            : TrackerEvent.retryScheduled(after));
            return null;
        });
    }

    static void append(Tx tx, Lease lease, TrackerEvent event) {
        tx.events().append(lease.runId(), lease.taskId(), tx.now(), event.kind(), event.data());
    }

    private static long append(Tx tx, Lease lease, NewEvent event) {
        return tx.events().append(lease.runId(), lease.taskId(), tx.now(), event.kind(), event.data());
    }

    private record Completed(Transition way, @Nullable TaskId moreToRelease) {}

    private Completed complete(Tx tx, RunId id, LeaseToken token, TransitionRequest request) {
        Lease lease = LeaseGuard.of(tx, id, token);
        Task before = taskOf(tx, lease);
        PipelineDefinition definition =
                pipelines.existing(tx, before.pipelineId()).definition();
        Transition way = switch (TransitionPolicy.decide(
                before, definition, request, gate -> tx.gates().latest(id, gate))) {
            case Decision.Taken taken -> taken.way();
            case Decision.Refused refused -> throw refused.why().asException();
        };
        end(tx, lease, RunStatus.COMPLETED, request.usage(), null);
        Task after = Changes.of(tx).apply(before, change -> change.advance(definition.existing(way.to())));
        String instructions = request.instructions() == null ? way.instructions() : request.instructions();
        append(tx, lease, TrackerEvent.transition(way, instructions));
        boolean more =
                after.state() == TaskState.DONE && new DependencyGraph(tx).release(after.id(), Housekeeping.STEP);
        return new Completed(way, more ? after.id() : null);
    }

    private static void end(Tx tx, Lease lease, RunStatus status, JsonText usage, @Nullable String error) {
        if (!tx.runs().finish(lease.runId(), status, tx.now(), usage, error)) {
            throw new Rejection.RunNotRunning(lease.runId()).asException();
        }
        if (!tx.leases().end(lease.id(), lease.epoch())) {
            throw new StaleDataException("lease " + lease.id());
        }
    }

    private static Task taskOf(ReadTx tx, Lease lease) {
        return tx.tasks()
                .find(lease.taskId())
                .orElseThrow(() -> new IllegalStateException("a lease is of no task: " + lease.id()));
    }

    private static Run existing(ReadTx tx, RunId id) {
        return tx.runs().find(id).orElseThrow(() -> new Rejection.NotFound("run", id.value()).asException());
    }
}
