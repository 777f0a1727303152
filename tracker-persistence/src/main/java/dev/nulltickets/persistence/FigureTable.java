package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.LEASES;
import static dev.nulltickets.persistence.jooq.Tables.STAGE_FIGURES;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.spi.FigureReader;
import dev.nulltickets.core.task.TaskState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;

/** Keep figures: how many tasks each stage and state holds, carried forward with every commit. */
final class FigureTable implements FigureReader {
    private static final Field<?>[] COLUMNS = {
        STAGE_FIGURES.PIPELINE_ID, STAGE_FIGURES.STAGE, STAGE_FIGURES.STATE, STAGE_FIGURES.TASKS, STAGE_FIGURES.FAILURES
    };
    private static final Sql ADD = Sql.of(Sql.insertion(STAGE_FIGURES, COLUMNS)
            .onConflict(STAGE_FIGURES.PIPELINE_ID, STAGE_FIGURES.STAGE, STAGE_FIGURES.STATE)
            .doUpdate()
            .set(STAGE_FIGURES.TASKS, STAGE_FIGURES.TASKS.plus(excluded(STAGE_FIGURES.TASKS)))
            .set(STAGE_FIGURES.FAILURES, STAGE_FIGURES.FAILURES.plus(excluded(STAGE_FIGURES.FAILURES))));
    private static final Sql LIST =
            Sql.of(select(COLUMNS).from(STAGE_FIGURES).where(STAGE_FIGURES.TASKS.ne(inline(0L))));
    private static final Sql LIVE_LEASES = Sql.of(select(count())
            .from(LEASES)
            .where(LEASES.EXPIRED.eq(inline(0L)).and(LEASES.EXPIRES_AT_MS.gt(Sql.bind(LEASES.EXPIRES_AT_MS)))));

    private final Session session;

    FigureTable(Session session) {
        this.session = session;
    }

    /** Carry the figures forward. */
    void add(Changes changes) {
        changes.forEachFigure((figure, difference) -> session.change(
                ADD,
                values -> values.text(figure.pipelineId().value())
                        .text(figure.stage())
                        .text(figure.state().code())
                        .number(difference.tasks())
                        .number(difference.failures())));
    }

    @Override
    public List<StageFigure> stages() {
        return session.all(LIST, Parameters.Binder.NONE, FigureTable::figure);
    }

    @Override
    public long liveLeases(Instant now) {
        return session.first(LIVE_LEASES, values -> values.time(now), Row::number)
                .orElseThrow();
    }

    private static StageFigure figure(Row row) throws SQLException {
        return new StageFigure(
                new PipelineId(row.text()), row.text(), TaskState.ofCode(row.text()), row.number(), row.number());
    }
}
