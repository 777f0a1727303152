package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.ARTIFACTS;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.artifact.ArtifactId;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.ArtifactStore;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Keep artifacts. */
final class ArtifactTable implements ArtifactStore {

    private static final Sql INSERT = Sql.of(() -> Draft.insert(ARTIFACTS, Part.COLUMNS));
    private static final Sql LIST = Sql.of(() -> list(noCondition()));
    private static final Sql LIST_OF_TASK = Sql.of(() -> list(Part.OF_TASK));
    private static final Sql LIST_OF_RUN = Sql.of(() -> list(Part.OF_RUN));
    private static final Sql LIST_OF_TASK_AND_RUN = Sql.of(() -> list(Part.AND_OF_TASK.and(Part.OF_RUN)));

    private final Session session;

    ArtifactTable(Session session) {
        this.session = session;
    }

    @Override
    public void insert(Artifact artifact) {
        TaskId task = artifact.taskId();
        RunId run = artifact.runId();
        session.change(
                INSERT,
                values -> values.text(artifact.id().value())
                        .text(task == null ? null : task.value())
                        .text(run == null ? null : run.value())
                        .time(artifact.createdAt())
                        .text(artifact.kind())
                        .text(artifact.uri())
                        .text(artifact.sha256())
                        .number(artifact.sizeBytes())
                        .text(artifact.meta().value()));
    }

    @Override
    public List<Artifact> list(ArtifactFilter filter, Cursor.@Nullable Created after, int limit) {
        TaskId task = filter.taskId();
        RunId run = filter.runId();
        Sql sql =
                task == null ? (run == null ? LIST : LIST_OF_RUN) : (run == null ? LIST_OF_TASK : LIST_OF_TASK_AND_RUN);
        return session.all(
                sql,
                values -> {
                    if (task != null) {
                        values.text(task.value());
                    }
                    if (run != null) {
                        values.text(run.value());
                    }
                    values.page(after, limit);
                },
                ArtifactTable::artifact);
    }

    private static Artifact artifact(Row row) throws SQLException {
        String id = row.text();
        String task = row.textOrNull();
        String run = row.textOrNull();
        return new Artifact(
                new ArtifactId(id),
                task == null ? null : new TaskId(task),
                run == null ? null : new RunId(run),
                row.time(),
                row.text(),
                row.text(),
                row.textOrNull(),
                row.numberOrNull(),
                JsonText.trusted(row.text()));
    }

    private static Draft list(Condition which) {
        return Draft.of(select(Part.COLUMNS)
                .from(ARTIFACTS)
                .where(which.and(row(ARTIFACTS.CREATED_AT_MS, ARTIFACTS.ID)
                        .gt(Draft.bind(ARTIFACTS.CREATED_AT_MS), Draft.bind(ARTIFACTS.ID))))
                .orderBy(ARTIFACTS.CREATED_AT_MS, ARTIFACTS.ID)
                .limit(Draft.limit()));
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Field<?>[] COLUMNS = {
            ARTIFACTS.ID,
            ARTIFACTS.TASK_ID,
            ARTIFACTS.RUN_ID,
            ARTIFACTS.CREATED_AT_MS,
            ARTIFACTS.KIND,
            ARTIFACTS.URI,
            ARTIFACTS.SHA256,
            ARTIFACTS.SIZE_BYTES,
            ARTIFACTS.META
        };
        static final Condition OF_TASK = ARTIFACTS.TASK_ID.eq(Draft.bind(ARTIFACTS.TASK_ID));
        static final Condition OF_RUN = ARTIFACTS.RUN_ID.eq(Draft.bind(ARTIFACTS.RUN_ID));
        // A run makes fewer artifacts than its task has, so its index is the one to walk along: a term that no index
        // knows.
        static final Condition AND_OF_TASK =
                ARTIFACTS.TASK_ID.concat(inline("")).eq(Draft.bind(ARTIFACTS.TASK_ID));

        private Part() {}
    }
}
