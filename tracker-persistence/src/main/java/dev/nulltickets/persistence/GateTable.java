package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.GATE_RESULTS;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.spi.GateStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/** Keep gate results. */
final class GateTable implements GateStore {

    private static final Sql INSERT = Sql.of(() -> Draft.insert(GATE_RESULTS, Part.COLUMNS));
    private static final Sql LIST = Sql.of(() ->
            Draft.of(select(Part.COLUMNS).from(GATE_RESULTS).where(Part.OF_RUN).orderBy(GATE_RESULTS.ID)));
    private static final Sql LATEST = Sql.of(() -> Draft.of(select(GATE_RESULTS.STATUS)
            .from(GATE_RESULTS)
            .where(Part.OF_RUN.and(GATE_RESULTS.GATE.eq(Draft.bind(GATE_RESULTS.GATE))))
            .orderBy(GATE_RESULTS.ID.desc())
            .limit(inline(1))));
    private static final Sql LAST =
            Sql.of(() -> Draft.of(select(max(GATE_RESULTS.ID)).from(GATE_RESULTS)));

    private final Session session;
    private final Sequences sequences;

    GateTable(Session session, Sequences sequences) {
        this.session = session;
        this.sequences = sequences;
    }

    /** Return the highest id there is, or 0. */
    static long last(Session session) {
        return session.first(LAST, Parameters.Binder.NONE, Row::number).orElseThrow();
    }

    @Override
    public long append(RunId run, TaskId task, Instant at, NewGateResult result) {
        long id = sequences.gates().next(run);
        store(new GateResult(id, run, task, result.gate(), result.status(), result.evidence(), result.actor(), at));
        return id;
    }

    @Override
    public void insert(GateResult result) {
        // What work that was rolled back had passed may be used: a look at the table tells.
        if (!sequences.gates().isBelow(result.id()) && result.id() <= last(session)) {
            throw new IllegalStateException("ids grow, and this one does not: " + result.id());
        }
        sequences.gates().pass(result.id());
        store(result);
    }

    @Override
    public List<GateResult> of(RunId run) {
        return session.all(LIST, values -> values.text(run.value()), GateTable::result);
    }

    @Override
    public Optional<GateStatus> latest(RunId run, String gate) {
        return session.first(
                LATEST, values -> values.text(run.value()).text(gate), row -> GateStatus.ofCode(row.text()));
    }

    private void store(GateResult result) {
        session.change(
                INSERT,
                values -> values.number(result.id())
                        .text(result.runId().value())
                        .text(result.taskId().value())
                        .text(result.gate())
                        .text(result.status().code())
                        .text(result.evidence().value())
                        .text(result.actor())
                        .time(result.at()));
    }

    private static GateResult result(Row row) throws SQLException {
        return new GateResult(
                row.number(),
                new RunId(row.text()),
                new TaskId(row.text()),
                row.text(),
                GateStatus.ofCode(row.text()),
                JsonText.trusted(row.text()),
                row.textOrNull(),
                row.time());
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Field<?>[] COLUMNS = {
            GATE_RESULTS.ID,
            GATE_RESULTS.RUN_ID,
            GATE_RESULTS.TASK_ID,
            GATE_RESULTS.GATE,
            GATE_RESULTS.STATUS,
            GATE_RESULTS.EVIDENCE,
            GATE_RESULTS.ACTOR,
            GATE_RESULTS.TS_MS
        };
        static final Condition OF_RUN = GATE_RESULTS.RUN_ID.eq(Draft.bind(GATE_RESULTS.RUN_ID));

        private Part() {}
    }
}
