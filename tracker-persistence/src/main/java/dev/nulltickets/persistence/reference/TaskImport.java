package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Copy tasks, each in the state that its row, its runs, its lease and what it waits for amount to. */
final class TaskImport {
    private final OldDatabase old;
    private final Tx tx;
    private final ReportDraft report;

    TaskImport(OldDatabase old, Tx tx, ReportDraft report) {
        this.old = old;
        this.tx = tx;
        this.report = report;
    }

    void run() {
        old.each(OldTable.TASKS, TaskFacts.TASKS, row -> {
            expectStage(row);
            tx.tasks().insert(task(row));
            report.imported(ReportDraft.Kind.TASKS);
        });
    }

    private void expectStage(OldRow row) throws SQLException {
        if (row.textOrNull("known_stage") == null) {
            String pipeline = row.id("pipeline_id");
            throw row.refused(
                    tx.pipelines().find(new PipelineId(pipeline)).isEmpty()
                            ? "pipeline_id names no pipeline: " + pipeline
                            : "stage must be a stage of the pipeline, but is \"" + row.text("stage") + "\"");
        }
    }

    private Task task(OldRow row) throws SQLException {
        String role = row.textOrNull("role");
        String reason = row.textOrNull("dead_letter_reason");
        Instant eligible = reason == null ? eligible(row) : Instant.EPOCH;
        boolean moved = reason != null && Objects.equals(row.textOrNull("dead_letter_stage"), row.text("stage"));
        return new Task(
                new TaskId(row.id("id")),
                new PipelineId(row.id("pipeline_id")),
                row.text("stage"),
                role == null ? null : new AgentRole(role),
                state(row, eligible),
                row.text("title"),
                row.text("description"),
                row.number("priority"),
                row.object("metadata_json"),
                row.atLeast("task_version", 1),
                eligible,
                retryPolicy(row),
                reason,
                row.count("latest"),
                moved ? 0 : row.count("failed"),
                moved ? 0 : row.count("expired"),
                row.count("open"),
                assignee(row),
                row.time("created_at_ms"),
                row.time("updated_at_ms"),
                0);
    }

    private TaskState state(OldRow row, Instant eligible) throws SQLException {
        if (!row.isNull("dead_letter_reason")) {
            return TaskState.DEAD_LETTERED;
        }
        if (row.flag("terminal")) {
            return TaskState.DONE;
        }
        if (!row.isNull("lease_id")) {
            return TaskState.LEASED;
        }
        if (row.count("open") > 0) {
            return TaskState.BLOCKED;
        }
        return eligible.isAfter(tx.now()) ? TaskState.SCHEDULED : TaskState.READY;
    }

    private static @Nullable AgentId assignee(OldRow row) throws SQLException {
        String agent = row.textOrNull("assignee");
        return agent == null ? null : new AgentId(Names.agent(agent));
    }

    private static Instant eligible(OldRow row) throws SQLException {
        if (row.number("next_eligible_at_ms") < 0) {
            row.changed("next_eligible_at_ms below 0 became 0, which is as past");
            return Instant.EPOCH;
        }
        return row.timeAtMost("next_eligible_at_ms");
    }

    private static RetryPolicy retryPolicy(OldRow row) throws SQLException {
        return new RetryPolicy(
                maxAttempts(row),
                retryDelay(row),
                row.textOrNull("dead_letter_stage"),
                RetryPolicy.DEFAULT_MAX_EXPIRATIONS);
    }

    private static @Nullable Integer maxAttempts(OldRow row) throws SQLException {
        Long most = row.numberOrNull("max_attempts");
        if (most == null) {
            return null;
        }
        if (most < 1) {
            row.changed("max_attempts below 1 became 1, which the first failure reaches as well");
            return 1;
        }
        if (most > Integer.MAX_VALUE) {
            row.changed("max_attempts beyond " + Integer.MAX_VALUE + " became that");
            return Integer.MAX_VALUE;
        }
        return most.intValue();
    }

    private static Duration retryDelay(OldRow row) throws SQLException {
        long millis = row.number("retry_delay_ms");
        if (millis < 0) {
            row.changed("retry_delay_ms below 0 became 0, after which a task is eligible at once as well");
            return Duration.ZERO;
        }
        if (millis > Checks.MAX_DELAY.toMillis()) {
            row.changed("retry_delay_ms beyond ten years became ten years");
            return Checks.MAX_DELAY;
        }
        return Duration.ofMillis(millis);
    }
}
