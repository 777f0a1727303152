package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.spi.Tx;
import java.sql.SQLException;

/** Copy what happened in runs: events and gate results, with their ids. */
final class HistoryImport {
    private static final String EVENTS = """
            select e.*, r.task_id as task_of_run from events e left join runs r on r.id = e.run_id order by e.id""";

    private static final String GATES = """
            select g.*, r.task_id as task_of_run from gate_results g left join runs r on r.id = g.run_id
            order by g.id""";

    private final OldDatabase old;
    private final Tx tx;
    private final ReportDraft report;

    HistoryImport(OldDatabase old, Tx tx, ReportDraft report) {
        this.old = old;
        this.tx = tx;
        this.report = report;
    }

    void run() {
        old.each(OldTable.EVENTS, EVENTS, row -> {
            tx.events().insert(event(row));
            report.imported(ReportDraft.Kind.EVENTS);
        });
        old.each(OldTable.GATE_RESULTS, GATES, row -> {
            tx.gates().insert(gate(row));
            report.imported(ReportDraft.Kind.GATE_RESULTS);
        });
    }

    private static Event event(OldRow row) throws SQLException {
        return new Event(
                row.sequence("id"),
                new RunId(row.id("run_id")),
                taskOfRun(row),
                row.time("ts_ms"),
                row.text("kind"),
                row.object("data_json"));
    }

    private static GateResult gate(OldRow row) throws SQLException {
        TaskId task = taskOfRun(row);
        if (!task.value().equals(row.text("task_id"))) {
            throw row.refused("task_id must be the task of the run, " + task + ", but is " + row.text("task_id"));
        }
        return new GateResult(
                row.sequence("id"),
                new RunId(row.id("run_id")),
                task,
                row.text("gate"),
                GateStatus.ofCode(row.text("status")),
                row.object("evidence_json"),
                row.textOrNull("actor"),
                row.time("ts_ms"));
    }

    private static TaskId taskOfRun(OldRow row) throws SQLException {
        if (row.isNull("task_of_run")) {
            throw row.refused("run_id names no run: " + row.textOrNull("run_id"));
        }
        return new TaskId(row.id("task_of_run"));
    }
}
