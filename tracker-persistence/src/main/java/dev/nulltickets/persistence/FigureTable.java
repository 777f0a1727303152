package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.LEASES;
import static dev.nulltickets.persistence.jooq.Tables.STAGE_FIGURES;
import static dev.nulltickets.persistence.jooq.Tables.TASKS;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.spi.FigureReader;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.task.TaskState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/** Keep figures: how many tasks each stage and state holds, carried forward with every commit. */
final class FigureTable implements FigureReader {

    private static final Sql ADD = Sql.of(() -> Draft.differing(
            Draft.insertion(STAGE_FIGURES, Part.COLUMNS)
                    .onConflict(STAGE_FIGURES.PIPELINE_ID, STAGE_FIGURES.STAGE, STAGE_FIGURES.STATE)
                    .doUpdate()
                    .set(STAGE_FIGURES.TASKS, STAGE_FIGURES.TASKS.plus(excluded(STAGE_FIGURES.TASKS)))
                    .set(STAGE_FIGURES.FAILURES, STAGE_FIGURES.FAILURES.plus(excluded(STAGE_FIGURES.FAILURES))),
            Draft.insertion(FigureChanges.Part.TABLE, Part.COLUMNS)));
    private static final Sql LIST = Sql.of(() -> Draft.differing(
            select(Part.COLUMNS).from(STAGE_FIGURES).where(STAGE_FIGURES.TASKS.ne(inline(0L))),
            FigureChanges.Part.LIST));
    private static final Sql LIVE_LEASES = Sql.of(() -> Draft.of(select(count())
            .from(LEASES)
            .where(Part.NOT_EXPIRED.and(LEASES.EXPIRES_AT_MS.gt(Draft.bind(LEASES.EXPIRES_AT_MS))))));

    private static final Sql OLDEST_READY = Sql.of(() -> Draft.of(select(TASKS.CREATED_AT_MS)
            .from(TASKS)
            .where(TASKS.STATE
                    .eq(inline(TaskState.READY.code()))
                    .and(TASKS.AGENT_ROLE.eq(Draft.bind(TASKS.AGENT_ROLE))))
            .orderBy(TASKS.CREATED_AT_MS)
            .limit(inline(1))));
    private static final Sql LEASES_GRANTED_BY =
            Sql.of(() -> leasesByStage(LEASES.GRANTED_AT_MS.le(Draft.bind(LEASES.GRANTED_AT_MS))));
    private static final Sql LEASES_ENDING_BY = Sql.of(() -> leasesByStage(LEASES.EXPIRES_AT_MS
            .gt(Draft.bind(LEASES.EXPIRES_AT_MS))
            .and(LEASES.EXPIRES_AT_MS.le(Draft.bind(LEASES.EXPIRES_AT_MS)))));

    private final Session session;

    FigureTable(Session session) {
        this.session = session;
    }

    /** Carry the figures forward. */
    void add(Changes changes) {
        changes.forEachFigure((figure, difference) -> session.later(
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

    @Override
    public Optional<Instant> oldestReady(AgentRole role) {
        return session.first(OLDEST_READY, values -> values.text(role.value()), Row::time);
    }

    @Override
    public List<LeaseFigure> leasesGrantedBy(Instant until) {
        return session.all(LEASES_GRANTED_BY, values -> values.time(until), FigureTable::leaseFigure);
    }

    @Override
    public List<LeaseFigure> leasesEndingBy(Instant now, Instant until) {
        return session.all(LEASES_ENDING_BY, values -> values.time(now).time(until), FigureTable::leaseFigure);
    }

    private static LeaseFigure leaseFigure(Row row) throws SQLException {
        return new LeaseFigure(new StageKey(new PipelineId(row.text()), row.text()), row.number());
    }

    private static Draft leasesByStage(Condition which) {
        return Draft.of(select(LEASES.PIPELINE_ID, LEASES.STAGE, count())
                .from(LEASES)
                .where(Part.NOT_EXPIRED.and(which))
                .groupBy(LEASES.PIPELINE_ID, LEASES.STAGE));
    }

    private static StageFigure figure(Row row) throws SQLException {
        return new StageFigure(
                new PipelineId(row.text()), row.text(), TaskState.ofCode(row.text()), row.number(), row.number());
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Field<?>[] COLUMNS = {
            STAGE_FIGURES.PIPELINE_ID,
            STAGE_FIGURES.STAGE,
            STAGE_FIGURES.STATE,
            STAGE_FIGURES.TASKS,
            STAGE_FIGURES.FAILURES
        };
        static final Condition NOT_EXPIRED = LEASES.EXPIRED.eq(inline(0L));

        private Part() {}
    }
}
