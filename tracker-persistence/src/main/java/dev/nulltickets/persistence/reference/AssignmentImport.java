package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Assignment;
import java.sql.SQLException;

/** Copy assignments. Of several active ones of a task the latest stays active. */
final class AssignmentImport {
    private final OldDatabase old;
    private final Tx tx;
    private final ReportDraft report;

    AssignmentImport(OldDatabase old, Tx tx, ReportDraft report) {
        this.old = old;
        this.tx = tx;
        this.report = report;
    }

    void run() {
        old.each(OldTable.TASK_ASSIGNMENTS, TaskFacts.ASSIGNMENTS, this::assignment);
    }

    private void assignment(OldRow row) throws SQLException {
        if (row.isNull("known_task")) {
            throw row.refused("task_id names no task");
        }
        boolean chosen = !row.isNull("chosen");
        if (row.flag("active") && !chosen) {
            row.changed("active became inactive, because a later assignment of the task is active, too");
        }
        tx.assignments()
                .insert(new Assignment(
                        new TaskId(row.id("task_id")),
                        new AgentId(Names.agent(row, "agent_id")),
                        row.textOrNull("assigned_by"),
                        chosen,
                        row.time("created_at_ms"),
                        row.time("updated_at_ms")));
        report.imported(ReportDraft.Kind.ASSIGNMENTS);
    }
}
