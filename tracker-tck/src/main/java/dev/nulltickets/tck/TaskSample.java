package dev.nulltickets.tck;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Describe a task, field by field. Not safe for use by several threads. */
final class TaskSample {
    private final TaskId id;
    private PipelineId pipelineId = Samples.FIRST_PIPELINE.id();
    private String stage = "todo";
    private @Nullable AgentRole role = Samples.CODER;
    private TaskState state = TaskState.READY;
    private String title;
    private String description = "";
    private long priority;
    private JsonText metadata = JsonText.EMPTY_OBJECT;
    private long version = 1;
    private Instant nextEligibleAt = Instant.EPOCH;
    private RetryPolicy retryPolicy = RetryPolicy.DEFAULT;
    private @Nullable String deadLetterReason;
    private int attempts;
    private int failures;
    private int expirations;
    private int openDependencies;
    private @Nullable AgentId assignee;
    private Instant createdAt;
    private Instant updatedAt;
    private long revision;

    TaskSample(long number) {
        id = Samples.taskId(number);
        title = "task " + number;
        createdAt = Samples.START.plusSeconds(number);
        updatedAt = createdAt;
    }

    private TaskSample(Task task) {
        id = task.id();
        pipelineId = task.pipelineId();
        stage = task.stage();
        role = task.role();
        state = task.state();
        title = task.title();
        description = task.description();
        priority = task.priority();
        metadata = task.metadata();
        version = task.version();
        nextEligibleAt = task.nextEligibleAt();
        retryPolicy = task.retryPolicy();
        deadLetterReason = task.deadLetterReason();
        attempts = task.attempts();
        failures = task.failures();
        expirations = task.expirations();
        openDependencies = task.openDependencies();
        assignee = task.assignee();
        createdAt = task.createdAt();
        updatedAt = task.updatedAt();
        revision = task.revision();
    }

    /** Describe the next revision of a task, so far with nothing else changed. */
    static TaskSample after(Task task) {
        TaskSample next = new TaskSample(task);
        next.revision++;
        return next;
    }

    TaskSample pipeline(PipelineId value) {
        pipelineId = value;
        return this;
    }

    TaskSample stage(String value) {
        stage = value;
        return this;
    }

    TaskSample role(@Nullable AgentRole value) {
        role = value;
        return this;
    }

    /** Put the task in a state, with what that state goes with. */
    TaskSample state(TaskState value) {
        state = value;
        deadLetterReason = value == TaskState.DEAD_LETTERED ? "max_attempts_exceeded" : null;
        openDependencies = value == TaskState.BLOCKED ? Math.max(1, openDependencies) : openDependencies;
        return this;
    }

    TaskSample scheduledFor(Instant value) {
        nextEligibleAt = value;
        return state(TaskState.SCHEDULED);
    }

    TaskSample texts(String newTitle, String newDescription, JsonText newMetadata) {
        title = newTitle;
        description = newDescription;
        metadata = newMetadata;
        return this;
    }

    TaskSample priority(long value) {
        priority = value;
        return this;
    }

    TaskSample version(long value) {
        version = value;
        return this;
    }

    TaskSample nextEligibleAt(Instant value) {
        nextEligibleAt = value;
        return this;
    }

    TaskSample retryPolicy(RetryPolicy value) {
        retryPolicy = value;
        return this;
    }

    TaskSample counts(int newAttempts, int newFailures, int newExpirations) {
        attempts = newAttempts;
        failures = newFailures;
        expirations = newExpirations;
        return this;
    }

    TaskSample openDependencies(int value) {
        openDependencies = value;
        return this;
    }

    TaskSample assignee(@Nullable AgentId value) {
        assignee = value;
        return this;
    }

    TaskSample createdAt(Instant value) {
        createdAt = value;
        return this;
    }

    TaskSample updatedAt(Instant value) {
        updatedAt = value;
        return this;
    }

    Task made() {
        return new Task(
                id,
                pipelineId,
                stage,
                role,
                state,
                title,
                description,
                priority,
                metadata,
                version,
                nextEligibleAt,
                retryPolicy,
                deadLetterReason,
                attempts,
                failures,
                expirations,
                openDependencies,
                assignee,
                createdAt,
                updatedAt,
                revision);
    }
}
