package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactId;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.Tx;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Copy artifacts. */
final class ArtifactImport {
    private static final String ARTIFACTS = """
            select a.*, t.id as known_task, r.id as known_run
            from artifacts a
            left join tasks t on t.id = a.task_id
            left join runs r on r.id = a.run_id""";

    private final OldDatabase old;
    private final Tx tx;
    private final ReportDraft report;

    ArtifactImport(OldDatabase old, Tx tx, ReportDraft report) {
        this.old = old;
        this.tx = tx;
        this.report = report;
    }

    void run() {
        old.each(OldTable.ARTIFACTS, ARTIFACTS, row -> {
            tx.artifacts().insert(artifact(row));
            report.imported(ReportDraft.Kind.ARTIFACTS);
        });
    }

    private static Artifact artifact(OldRow row) throws SQLException {
        String task = reference(row, "task_id", "known_task", "task");
        String run = reference(row, "run_id", "known_run", "run");
        Long size = row.numberOrNull("size_bytes");
        return new Artifact(
                new ArtifactId(row.id("id")),
                task == null ? null : new TaskId(task),
                run == null ? null : new RunId(run),
                row.time("created_at_ms"),
                row.text("kind"),
                row.text("uri"),
                row.textOrNull("sha256_hex"),
                size == null ? null : Checks.atLeast("size_bytes", size, 0),
                row.object("meta_json"));
    }

    private static @Nullable String reference(OldRow row, String column, String known, String kind)
            throws SQLException {
        String id = row.idOrNull(column);
        if (id != null && row.isNull(known)) {
            throw row.refused(column + " names no " + kind + ": " + id);
        }
        return id;
    }
}
