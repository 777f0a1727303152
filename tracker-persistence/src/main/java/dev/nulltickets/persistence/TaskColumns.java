package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.TASKS;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Map tasks to columns, in three groups by how often they change: all the time, with the stage, never. An update names
 * as few as it can, because SQLite renews every index that has a column of its list, be the value the same or not.
 */
final class TaskColumns {
    static final Field<?>[] STATE = {
        TASKS.STATE,
        TASKS.ASSIGNEE,
        TASKS.TASK_VERSION,
        TASKS.NEXT_ELIGIBLE_AT_MS,
        TASKS.DEAD_LETTER_REASON,
        TASKS.ATTEMPTS,
        TASKS.FAILURES,
        TASKS.EXPIRATIONS,
        TASKS.OPEN_DEPENDENCIES,
        TASKS.UPDATED_AT_MS,
        TASKS.REVISION
    };
    static final Field<?>[] STATE_AND_STAGE = concat(STATE, TASKS.STAGE, TASKS.AGENT_ROLE);
    static final Field<?>[] ALL_BUT_ID = concat(
            STATE_AND_STAGE,
            TASKS.PIPELINE_ID,
            TASKS.TITLE,
            TASKS.DESCRIPTION,
            TASKS.PRIORITY,
            TASKS.METADATA,
            TASKS.MAX_ATTEMPTS,
            TASKS.RETRY_DELAY_MS,
            TASKS.DEAD_LETTER_STAGE,
            TASKS.MAX_EXPIRATIONS,
            TASKS.CREATED_AT_MS);
    static final Field<?>[] ALL = concat(ALL_BUT_ID, TASKS.ID);

    private TaskColumns() {}

    /** Bind {@link #STATE}. */
    static Parameters state(Parameters values, Task task) {
        AgentId assignee = task.assignee();
        return values.text(task.state().code())
                .text(assignee == null ? "" : assignee.value())
                .number(task.version())
                .time(task.nextEligibleAt())
                .text(task.deadLetterReason())
                .number((long) task.attempts())
                .number((long) task.failures())
                .number((long) task.expirations())
                .number((long) task.openDependencies())
                .time(task.updatedAt())
                .number(task.revision());
    }

    /** Bind {@link #STATE_AND_STAGE}. */
    static Parameters stateAndStage(Parameters values, Task task) {
        AgentRole role = task.role();
        return state(values, task).text(task.stage()).text(role == null ? "" : role.value());
    }

    /** Bind {@link #ALL_BUT_ID}. */
    static Parameters allButId(Parameters values, Task task) {
        RetryPolicy policy = task.retryPolicy();
        return stateAndStage(values, task)
                .text(task.pipelineId().value())
                .text(task.title())
                .text(task.description())
                .number(task.priority())
                .text(task.metadata().value())
                .number(policy.maxAttempts())
                .number(policy.retryDelay().toMillis())
                .text(policy.deadLetterStage())
                .number((long) policy.maxExpirations())
                .time(task.createdAt());
    }

    /** Columns in the order of the record, which {@link #task} reads. */
    static final Field<?>[] SELECTED = {
        TASKS.ID,
        TASKS.PIPELINE_ID,
        TASKS.STAGE,
        TASKS.AGENT_ROLE,
        TASKS.STATE,
        TASKS.TITLE,
        TASKS.DESCRIPTION,
        TASKS.PRIORITY,
        TASKS.METADATA,
        TASKS.TASK_VERSION,
        TASKS.NEXT_ELIGIBLE_AT_MS,
        TASKS.MAX_ATTEMPTS,
        TASKS.RETRY_DELAY_MS,
        TASKS.DEAD_LETTER_STAGE,
        TASKS.MAX_EXPIRATIONS,
        TASKS.DEAD_LETTER_REASON,
        TASKS.ATTEMPTS,
        TASKS.FAILURES,
        TASKS.EXPIRATIONS,
        TASKS.OPEN_DEPENDENCIES,
        TASKS.ASSIGNEE,
        TASKS.CREATED_AT_MS,
        TASKS.UPDATED_AT_MS,
        TASKS.REVISION
    };

    /** Read {@link #SELECTED}. */
    static Task task(Row row) throws SQLException {
        return new Task(
                new TaskId(row.text()),
                new PipelineId(row.text()),
                row.text(),
                role(row.text()),
                TaskState.ofCode(row.text()),
                row.text(),
                row.text(),
                row.number(),
                JsonText.trusted(row.text()),
                row.number(),
                row.time(),
                new RetryPolicy(row.countOrNull(), Duration.ofMillis(row.number()), row.textOrNull(), row.count()),
                row.textOrNull(),
                row.count(),
                row.count(),
                row.count(),
                row.count(),
                agent(row.text()),
                row.time(),
                row.time(),
                row.number());
    }

    private static @Nullable AgentRole role(String value) {
        return value.isEmpty() ? null : new AgentRole(value);
    }

    private static @Nullable AgentId agent(String value) {
        return value.isEmpty() ? null : new AgentId(value);
    }

    private static Field<?>[] concat(Field<?>[] some, Field<?>... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(Field<?>[]::new);
    }
}
