package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.spi.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Copy runs. A running one that no lease can end or take back any more has gone stale unnoticed; it ends now, so that
 * its task can be claimed.
 */
final class RunImport {
    private final OldDatabase old;
    private final Tx tx;
    private final ReportDraft report;

    RunImport(OldDatabase old, Tx tx, ReportDraft report) {
        this.old = old;
        this.tx = tx;
        this.report = report;
    }

    void run() {
        old.each(OldTable.RUNS, TaskFacts.RUNS, row -> {
            if (row.isNull("known_task")) {
                throw row.refused("task_id names no task: " + row.textOrNull("task_id"));
            }
            tx.runs().insert(run(row));
            report.imported(ReportDraft.Kind.RUNS);
        });
    }

    private Run run(OldRow row) throws SQLException {
        RunStatus status = status(row);
        return new Run(
                new RunId(row.id("id")),
                new TaskId(row.id("task_id")),
                row.within("attempt", 1, Integer.MAX_VALUE),
                status,
                new AgentId(Names.agent(row, "agent_id")),
                new AgentRole(Names.agent(row, "agent_role")),
                row.time("started_at_ms"),
                ended(row, status),
                row.object("usage_json"),
                row.textOrNull("error_text"));
    }

    private static RunStatus status(OldRow row) throws SQLException {
        String code = row.text("status");
        RunStatus status = Arrays.stream(RunStatus.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> row.refused("status is none of a run: \"" + code + "\""));
        if (status == RunStatus.RUNNING && row.isNull("lease_id")) {
            row.changed("running without a lease became stale, which ended just now");
            return RunStatus.STALE;
        }
        return status;
    }

    private @Nullable Instant ended(OldRow row, RunStatus status) throws SQLException {
        Instant ended = row.timeOrNull("ended_at_ms");
        if (row.text("status").equals(RunStatus.RUNNING.code())) {
            if (ended != null) {
                throw row.refused("ended_at_ms must be null while the run is running");
            }
            return status == RunStatus.RUNNING ? null : tx.now();
        }
        if (ended == null) {
            row.changed("ended_at_ms that is null became started_at_ms, because the run has ended");
            return row.time("started_at_ms");
        }
        return ended;
    }
}
