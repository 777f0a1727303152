package dev.nulltickets.persistence;

import dev.nulltickets.core.model.RunId;
import java.sql.SQLException;

/** Take ids from a sequence of PostgreSQL. */
record PostgresSequence(Session session, String name) implements Sequence {
    private static final Sql NEXT = Sql.plain("select nextval(cast(? as regclass))");
    // The inner query comes first: whoever waits for the run takes an id above those that it has waited for.
    private static final Sql NEXT_OF_RUN = Sql.plain("""
            select nextval(cast(? as regclass)), running
            from (
                select case status when 'running' then 1 else 0 end as running from runs where id = ? for no key update
            ) as locked""");
    private static final Sql PASS =
            Sql.plain("select setval(cast(? as regclass), greatest(?, nextval(cast(? as regclass))))");

    private static final String EVENTS = "event_ids";

    /** Lock a run and take the id of its next event, along with the next question. */
    static void useEvents(Session session, RunId run, Locks locks) {
        session.ahead(NEXT_OF_RUN, values -> values.text(EVENTS).text(run.value()), row -> next(row, run, locks), true);
    }

    private static long next(Row row, RunId run, Locks locks) throws SQLException {
        long id = row.number();
        if (row.flag()) {
            locks.hold(run.value(), RunTable.RUNNING);
        }
        return id;
    }

    /** Take ids in one transaction. */
    static Sequences in(Session session) {
        return new Sequences(
                new PostgresSequence(session, EVENTS),
                new PostgresSequence(session, "gate_result_ids"),
                new PostgresSequence(session, "entry_ids"),
                new PostgresSequence(session, "trace_batch_ids"));
    }

    @Override
    public long next() {
        return session.first(NEXT, values -> values.text(name), Row::number).orElseThrow();
    }

    @Override
    public long next(RunId run) {
        return session.first(NEXT_OF_RUN, values -> values.text(name).text(run.value()), Row::number)
                .orElseThrow(() -> new IllegalStateException("there is no run " + run));
    }

    /** Return false, because others take ids, too. */
    @Override
    public boolean isBelow(long id) {
        return false;
    }

    @Override
    public void pass(long id) {
        session.first(PASS, values -> values.text(name).number(id).text(name), Row::number);
    }
}
