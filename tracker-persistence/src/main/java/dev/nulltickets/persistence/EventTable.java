package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.EVENTS;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.spi.EventStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jooq.Field;

/** Keep events. */
final class EventTable implements EventStore {
    private static final Sql INSERT = Sql.of(() -> Draft.insert(EVENTS, Part.COLUMNS));
    private static final Sql LIST = Sql.of(() -> Draft.of(select(Part.COLUMNS)
            .from(EVENTS)
            .where(EVENTS.RUN_ID.eq(Draft.bind(EVENTS.RUN_ID)).and(EVENTS.ID.gt(Draft.bind(EVENTS.ID))))
            .orderBy(EVENTS.ID)
            .limit(Draft.limit())));
    private static final Sql LAST = Sql.of(() -> Draft.of(select(max(EVENTS.ID)).from(EVENTS)));

    private final Session session;
    private final Sequences sequences;

    EventTable(Session session, Sequences sequences) {
        this.session = session;
        this.sequences = sequences;
    }

    /** Return the highest id there is, or 0. */
    static long last(Session session) {
        return session.first(LAST, Parameters.Binder.NONE, Row::number).orElseThrow();
    }

    @Override
    public long append(RunId run, TaskId task, Instant at, String kind, JsonText data) {
        long id = sequences.events().next(run);
        store(new Event(id, run, task, at, kind, data));
        return id;
    }

    @Override
    public void insert(Event event) {
        // What work that was rolled back had passed may be used: a look at the table tells.
        if (!sequences.events().isBelow(event.id()) && event.id() <= last(session)) {
            throw new IllegalStateException("ids grow, and this one does not: " + event.id());
        }
        sequences.events().pass(event.id());
        store(event);
    }

    @Override
    public List<Event> list(RunId run, long after, int limit) {
        return session.all(
                LIST, values -> values.text(run.value()).number(after).number((long) limit), EventTable::event);
    }

    private void store(Event event) {
        session.later(
                INSERT,
                values -> values.number(event.id())
                        .text(event.runId().value())
                        .text(event.taskId().value())
                        .time(event.at())
                        .text(event.kind())
                        .text(event.data().value()));
    }

    private static Event event(Row row) throws SQLException {
        return new Event(
                row.number(),
                new RunId(row.text()),
                new TaskId(row.text()),
                row.time(),
                row.text(),
                JsonText.trusted(row.text()));
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Field<?>[] COLUMNS = {
            EVENTS.ID, EVENTS.RUN_ID, EVENTS.TASK_ID, EVENTS.TS_MS, EVENTS.KIND, EVENTS.DATA
        };

        private Part() {}
    }
}
