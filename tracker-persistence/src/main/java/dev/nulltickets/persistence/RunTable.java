package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.RUNS;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.spi.RunStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Keep runs. */
final class RunTable implements RunStore {

    private static final Sql INSERT = Sql.of(() -> Draft.insert(RUNS, Part.COLUMNS));
    private static final Sql FINISH = Sql.of(() -> Draft.update(
            RUNS,
            RUNS.ID.eq(Draft.bind(RUNS.ID)).and(RUNS.STATUS.eq(inline(RunStatus.RUNNING.code()))),
            RUNS.STATUS,
            RUNS.ENDED_AT_MS,
            RUNS.USAGE,
            RUNS.ERROR));
    private static final Sql FIND =
            Sql.of(() -> Draft.of(select(Part.COLUMNS).from(RUNS).where(RUNS.ID.eq(Draft.bind(RUNS.ID)))));
    private static final Sql LATEST = Sql.of(() -> Draft.of(select(Part.COLUMNS)
            .from(RUNS)
            .where(Part.OF_TASK)
            .orderBy(RUNS.ATTEMPT.desc())
            .limit(inline(1))));
    private static final Sql LIST = Sql.of(() -> Draft.of(select(Part.COLUMNS)
            .from(RUNS)
            .where(Part.OF_TASK.and(RUNS.ATTEMPT.gt(Draft.bind(RUNS.ATTEMPT))))
            .orderBy(RUNS.ATTEMPT)
            .limit(Draft.limit())));

    /** Stand for the version of a run that is running. */
    static final long RUNNING = 0;

    private final Session session;
    private final Locks locks;

    RunTable(Session session, Locks locks) {
        this.session = session;
        this.locks = locks;
    }

    @Override
    public void insert(Run run) {
        session.later(
                INSERT,
                values -> values.text(run.id().value())
                        .text(run.taskId().value())
                        .number((long) run.attempt())
                        .text(run.status().code())
                        .text(run.agentId().value())
                        .text(run.agentRole().value())
                        .time(run.startedAt())
                        .time(run.endedAt())
                        .text(run.usage().value())
                        .text(run.error()));
        if (run.status() == RunStatus.RUNNING) {
            locks.hold(run.id().value(), RUNNING);
        }
    }

    @Override
    public boolean finish(RunId id, RunStatus status, Instant endedAt, JsonText usage, @Nullable String error) {
        boolean certain = locks.holds(id.value(), RUNNING);
        locks.drop(id.value());
        return session.changeOne(
                certain,
                FINISH,
                values -> values.text(status.code())
                        .time(endedAt)
                        .text(usage.value())
                        .text(error)
                        .text(id.value()));
    }

    @Override
    public Optional<Run> find(RunId id) {
        return session.first(FIND, values -> values.text(id.value()), RunTable::run);
    }

    @Override
    public Optional<Run> latest(TaskId task) {
        return session.first(LATEST, values -> values.text(task.value()), RunTable::run);
    }

    @Override
    public List<Run> list(TaskId task, long afterAttempt, int limit) {
        return session.all(
                LIST, values -> values.text(task.value()).number(afterAttempt).number((long) limit), RunTable::run);
    }

    private static Run run(Row row) throws SQLException {
        return new Run(
                new RunId(row.text()),
                new TaskId(row.text()),
                row.count(),
                RunStatus.ofCode(row.text()),
                new AgentId(row.text()),
                new AgentRole(row.text()),
                row.time(),
                row.timeOrNull(),
                JsonText.trusted(row.text()),
                row.textOrNull());
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Field<?>[] COLUMNS = {
            RUNS.ID,
            RUNS.TASK_ID,
            RUNS.ATTEMPT,
            RUNS.STATUS,
            RUNS.AGENT_ID,
            RUNS.AGENT_ROLE,
            RUNS.STARTED_AT_MS,
            RUNS.ENDED_AT_MS,
            RUNS.USAGE,
            RUNS.ERROR
        };
        static final Condition OF_TASK = RUNS.TASK_ID.eq(Draft.bind(RUNS.TASK_ID));

        private Part() {}
    }
}
