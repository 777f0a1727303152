package dev.nulltickets.bench;

import dev.nulltickets.core.IdSource;
import dev.nulltickets.core.UuidSource;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.run.TokenHash;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Dependency;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fill a store with tasks that wait, by the core's own state machine, thousands to a transaction. What a task has
 * beside it at work it has here, too: its dependency, its assignment, its run, its lease.
 */
final class Prefill {
    private static final int STEP = 5_000;
    private static final long URGENT = 100;
    private static final Duration LONG = Duration.ofHours(24);
    private static final AgentId OTHER = new AgentId("another-agent");
    private static final AgentRole ROLE = new AgentRole(Shape.role(0));
    private static final RetryPolicy DELAYED = new RetryPolicy(null, LONG, null, 10);
    private static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ZERO, null, 10);

    private final TrackerStore store;
    private final IdSource ids = new UuidSource();
    private final TokenHash token = new LeaseToken("0".repeat(64)).hash();
    private final PipelineDefinition definition = PipelineDefinition.parse(Shape.definition(ROLE.value()));
    private final PipelineId pipeline;

    Prefill(TrackerStore store) {
        this.store = store;
        this.pipeline = store.write(tx -> {
            PipelineId id = new PipelineId(ids.next(tx.now()));
            tx.pipelines().insert(new Pipeline(id, "backlog-" + id, definition, tx.now()));
            return id;
        });
    }

    /** Add so many tasks. */
    void fill(Backlog backlog, int count) {
        TaskId blocker = switch (backlog) {
            case BLOCKED -> store.write(tx -> scheduled(tx).id());
            case CLOSED -> store.write(tx -> leased(tx, Shape.CLOSED).id());
            default -> null;
        };
        for (int done = 0; done < count; done += STEP) {
            int step = Math.min(STEP, count - done);
            store.write(tx -> {
                for (int i = 0; i < step; i++) {
                    add(tx, backlog, blocker);
                }
                return null;
            });
        }
    }

    private void add(Tx tx, Backlog backlog, @Nullable TaskId blocker) {
        switch (backlog) {
            case NONE -> {}
            case READY -> insert(tx, "todo", request().withPriority(-1), 0);
            case BLOCKED -> blocked(tx, blocker);
            case SCHEDULED -> scheduled(tx);
            case ASSIGNED -> {
                Task task = insert(tx, "todo", request().withAssignee(OTHER), 0);
                tx.assignments().activate(task.id(), OTHER, null, tx.now());
            }
            case LEASED -> leased(tx, "todo");
            case DEAD_LETTERED -> ended(tx, fail(tx, claimed(tx, request().withRetryPolicy(ONCE))), RunStatus.FAILED);
            case DONE ->
                ended(
                        tx,
                        TaskLifecycle.of(claimed(tx, request()), tx.now()).advance(definition.existing("done")),
                        RunStatus.COMPLETED);
            case CLOSED -> insert(tx, Shape.CLOSED, request(), 0);
        }
    }

    private void blocked(Tx tx, @Nullable TaskId blocker) {
        if (blocker == null) {
            throw new IllegalStateException("a blocked task waits for one");
        }
        Task task = insert(tx, "todo", request(), 1);
        tx.dependencies().insert(new Dependency(task.id(), blocker, true, tx.now()));
    }

    private Task scheduled(Tx tx) {
        return ended(tx, fail(tx, claimed(tx, request().withRetryPolicy(DELAYED))), RunStatus.FAILED);
    }

    private Task leased(Tx tx, String stage) {
        Task task = TaskLifecycle.of(made(tx, stage, request(), 0), tx.now()).claim();
        tx.tasks().insert(task);
        Run run = run(tx, task, RunStatus.RUNNING);
        tx.runs().insert(run);
        Instant now = tx.now();
        LeaseId id = new LeaseId(ids.next(now));
        tx.leases()
                .grant(new Lease(id, run.id(), task.id(), pipeline, stage, token, 1, now, LONG, now.plus(LONG), false));
        return task;
    }

    private Task claimed(Tx tx, NewTask request) {
        return TaskLifecycle.of(made(tx, "todo", request, 0), tx.now()).claim();
    }

    private Task fail(Tx tx, Task claimed) {
        return TaskLifecycle.of(claimed, tx.now()).fail(definition);
    }

    private Task ended(Tx tx, Task task, RunStatus status) {
        tx.tasks().insert(task);
        tx.runs().insert(run(tx, task, status));
        return task;
    }

    private Run run(Tx tx, Task task, RunStatus status) {
        Instant now = tx.now();
        Instant end = status == RunStatus.RUNNING ? null : now;
        String error = status == RunStatus.FAILED ? "it did not build" : null;
        return new Run(
                new RunId(ids.next(now)), task.id(), 1, status, OTHER, ROLE, now, end, JsonText.EMPTY_OBJECT, error);
    }

    private Task insert(Tx tx, String stage, NewTask request, int openDependencies) {
        Task task = made(tx, stage, request, openDependencies);
        tx.tasks().insert(task);
        return task;
    }

    private Task made(Tx tx, String stage, NewTask request, int openDependencies) {
        TaskId id = new TaskId(ids.next(tx.now()));
        return TaskLifecycle.create(id, pipeline, definition.existing(stage), request, openDependencies, tx.now());
    }

    private NewTask request() {
        return new NewTask(
                pipeline,
                Shape.TITLE,
                Shape.DESCRIPTION,
                URGENT,
                JsonText.object("metadata", Shape.METADATA),
                RetryPolicy.DEFAULT,
                List.of(),
                null,
                null);
    }
}
