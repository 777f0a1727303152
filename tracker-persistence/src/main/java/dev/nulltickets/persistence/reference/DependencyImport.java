package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Dependency;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Copy dependencies. Those that close a cycle are refused, with its path: its tasks would wait for each other for ever,
 * which of them should not wait only their owner can say, and no call takes a dependency away.
 */
final class DependencyImport {
    private final OldDatabase old;
    private final Tx tx;
    private final ReportDraft report;
    private final Waiting waiting = new Waiting();

    DependencyImport(OldDatabase old, Tx tx, ReportDraft report) {
        this.old = old;
        this.tx = tx;
        this.report = report;
    }

    void run() {
        old.each(OldTable.TASK_DEPENDENCIES, TaskFacts.DEPENDENCIES, this::dependency);
        List<Long> cycle = waiting.cycle();
        if (!cycle.isEmpty()) {
            throw new ImportRefusedException(
                    "task_dependencies: tasks wait for each other: " + String.join(" -> ", names(cycle))
                            + "; delete one of these dependencies in a copy of the database");
        }
    }

    private void dependency(OldRow row) throws SQLException {
        if (row.isNull("known_task")) {
            throw row.refused("task_id names no task");
        }
        if (row.isNull("known_other")) {
            throw row.refused("depends_on_task_id names no task");
        }
        boolean open = row.flag("open");
        Dependency dependency = new Dependency(
                new TaskId(row.id("task_id")),
                new TaskId(row.id("depends_on_task_id")),
                open,
                row.time("created_at_ms"));
        if (!tx.dependencies().insert(dependency)) {
            throw row.refused("it is there already");
        }
        if (open) {
            waiting.add(row.number("waiting"), row.number("other"));
        }
        report.imported(ReportDraft.Kind.DEPENDENCIES);
    }

    private List<String> names(List<Long> places) {
        List<String> names = new ArrayList<>();
        for (long place : places) {
            old.each(OldTable.TASKS, "select id from tasks where place = ?", row -> names.add(row.id("id")), place);
        }
        return names;
    }
}
