package dev.nulltickets.core.task;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.pipeline.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Move a task through its states: the state machine. Every way a task can change is one method here; each returns the
 * changed task, and throws {@link IllegalStateException} where the change makes no sense.
 *
 * <p>A task without a lease rests in the first state of this list whose condition holds: dead-lettered (it has a
 * reason), done (its stage is terminal), blocked (it has open dependencies), scheduled (its time has not come), ready.
 * Done and dead-lettered are final.
 *
 * <p>Used once: make one from a task, call one method. Pure; not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class TaskLifecycle {
    private final Task before;
    private final Instant now;

    private String stage;
    private @Nullable AgentRole role;
    private TaskState state;
    private long version;
    private Instant nextEligibleAt;
    private @Nullable String deadLetterReason;
    private int attempts;
    private int failures;
    private int expirations;
    private int openDependencies;
    private @Nullable AgentId assignee;

    private TaskLifecycle(Task before, Instant now) {
        this.before = before;
        this.now = now;
        this.stage = before.stage();
        this.role = before.role();
        this.state = before.state();
        this.version = before.version();
        this.nextEligibleAt = before.nextEligibleAt();
        this.deadLetterReason = before.deadLetterReason();
        this.attempts = before.attempts();
        this.failures = before.failures();
        this.expirations = before.expirations();
        this.openDependencies = before.openDependencies();
        this.assignee = before.assignee();
    }

    /** Begin a change of {@code task} at {@code now}. */
    public static TaskLifecycle of(Task task, Instant now) {
        return new TaskLifecycle(task, now);
    }

    /**
     * Make a new task in the initial stage of its pipeline.
     *
     * @param openDependencies how many of the tasks it depends on are not done
     */
    public static Task create(
            TaskId id, PipelineId pipeline, Stage initial, NewTask task, int openDependencies, Instant now) {
        TaskState state =
                initial.terminal() ? TaskState.DONE : openDependencies > 0 ? TaskState.BLOCKED : TaskState.READY;
        return new Task(
                id,
                pipeline,
                initial.name(),
                initial.role(),
                state,
                task.title(),
                task.description(),
                task.priority(),
                task.metadata(),
                1,
                Instant.EPOCH,
                task.retryPolicy(),
                null,
                0,
                0,
                0,
                openDependencies,
                task.assignee(),
                now,
                now,
                0);
    }

    /** Give the task to an agent: its next attempt begins. */
    public Task claim() {
        expect(TaskState.READY);
        state = TaskState.LEASED;
        attempts++;
        return changed();
    }

    /** Move the task to the stage that a completed run leads to. */
    public Task advance(Stage to) {
        expect(TaskState.LEASED);
        enter(to);
        version++;
        nextEligibleAt = Instant.EPOCH;
        state = to.terminal() ? TaskState.DONE : resting();
        return changed();
    }

    /** Take the task back after a failed run. */
    public Task fail(PipelineDefinition definition) {
        expect(TaskState.LEASED);
        failures++;
        return retreat(before.retryPolicy().afterFailure(failures), definition);
    }

    /** Take the task back after a run whose lease ran out. */
    public Task expire(PipelineDefinition definition) {
        expect(TaskState.LEASED);
        expirations++;
        return retreat(before.retryPolicy().afterExpiration(expirations), definition);
    }

    /** Let the task be claimed now that its time has come. */
    public Task promote() {
        expect(TaskState.SCHEDULED);
        state = resting();
        if (state == TaskState.SCHEDULED) {
            throw new IllegalStateException("promoted before its time: " + before.id());
        }
        return changed();
    }

    /** Let the task wait for one more task. */
    public Task block() {
        openDependencies++;
        return rested();
    }

    /** Let the task wait for one task less. */
    public Task unblock() {
        if (openDependencies == 0) {
            throw new IllegalStateException("no open dependency to resolve: " + before.id());
        }
        openDependencies--;
        return rested();
    }

    /** Let only {@code agent} claim the task, or any agent if it is null. */
    public Task assign(@Nullable AgentId agent) {
        assignee = agent;
        return changed();
    }

    private Task retreat(RetryDecision decision, PipelineDefinition definition) {
        switch (decision) {
            case RetryDecision.Retry retry -> {
                nextEligibleAt = retry.delay().isZero() ? Instant.EPOCH : now.plus(retry.delay());
                state = resting();
            }
            case RetryDecision.DeadLetter letter -> {
                String target = before.retryPolicy().deadLetterStage();
                if (target != null && !target.equals(stage)) {
                    definition.stage(target).ifPresent(this::enter);
                }
                deadLetterReason = letter.reason().code();
                state = TaskState.DEAD_LETTERED;
            }
        }
        return changed();
    }

    private void enter(Stage to) {
        stage = to.name();
        role = to.role();
        failures = 0;
        expirations = 0;
    }

    private Task rested() {
        switch (state) {
            case READY, SCHEDULED, BLOCKED -> state = resting();
            case LEASED, DEAD_LETTERED, DONE -> {}
        }
        return changed();
    }

    private TaskState resting() {
        if (openDependencies > 0) {
            return TaskState.BLOCKED;
        }
        return nextEligibleAt.isAfter(now) ? TaskState.SCHEDULED : TaskState.READY;
    }

    private void expect(TaskState expected) {
        if (state != expected) {
            throw new IllegalStateException("task " + before.id() + " should be " + expected + ", but is " + state);
        }
    }

    private Task changed() {
        return new Task(
                before.id(),
                before.pipelineId(),
                stage,
                role,
                state,
                before.title(),
                before.description(),
                before.priority(),
                before.metadata(),
                version,
                nextEligibleAt,
                before.retryPolicy(),
                deadLetterReason,
                attempts,
                failures,
                expirations,
                openDependencies,
                assignee,
                before.createdAt(),
                now,
                before.revision() + 1);
    }
}
