package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.TRACE_BATCHES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_LINKS;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_PIECES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_TOTALS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.one;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.TraceStore;
import dev.nulltickets.core.trace.KeptSpan;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.core.trace.TraceLink;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keep batches of spans as they came, their spans, and what whole traces are linked to. */
final class TraceTable implements TraceStore {
    private static final Sql APPEND = Sql.of(() -> Draft.insert(
            TRACE_BATCHES,
            TRACE_BATCHES.ID,
            TRACE_BATCHES.RECEIVED_AT_MS,
            TRACE_BATCHES.CONTENT_TYPE,
            TRACE_BATCHES.STORED,
            TRACE_BATCHES.SPAN_COUNT));
    private static final Sql LAST =
            Sql.of(() -> Draft.of(select(max(TRACE_BATCHES.ID)).from(TRACE_BATCHES)));
    private static final Sql LAST_DELETED = Sql.of(
            () -> Draft.of(select(TRACE_TOTALS.LAST_BATCH).from(TRACE_TOTALS).where(TRACE_TOTALS.ID.eq(inline(1L)))));
    private static final Sql BYTES =
            Sql.of(() -> Draft.of(select(TRACE_TOTALS.BYTES).from(TRACE_TOTALS).where(TRACE_TOTALS.ID.eq(inline(1L)))));
    private static final Sql HOLDS = Sql.of(
            () -> Draft.of(select(one()).from(TRACE_BATCHES).where(TRACE_BATCHES.ID.eq(Draft.bind(TRACE_BATCHES.ID)))));
    private static final Sql OLDEST = Sql.of(() -> Draft.of(select(TRACE_BATCHES.RECEIVED_AT_MS)
            .from(TRACE_BATCHES)
            .orderBy(TRACE_BATCHES.ID)
            .limit(inline(1))));
    private static final Sql PIECES = Sql.of(() -> Draft.of(select(coalesce(max(TRACE_PIECES.NUMBER), inline(0L)))
            .from(TRACE_PIECES)
            .where(TRACE_PIECES.BATCH_ID.eq(Draft.bind(TRACE_PIECES.BATCH_ID)))));
    private static final Sql EXTEND =
            Sql.of(() -> Draft.insert(TRACE_PIECES, TRACE_PIECES.BATCH_ID, TRACE_PIECES.NUMBER, TRACE_PIECES.BYTES));
    private static final Sql ENLARGE = Sql.of(() -> Draft.of(update(TRACE_BATCHES)
            .set(TRACE_BATCHES.BYTES, TRACE_BATCHES.BYTES.plus(Draft.bind(TRACE_BATCHES.BYTES)))
            .where(TRACE_BATCHES.ID.eq(Draft.bind(TRACE_BATCHES.ID)))));
    private static final Sql ENLARGE_ALL = Sql.of(() -> Draft.of(update(TRACE_TOTALS)
            .set(TRACE_TOTALS.BYTES, TRACE_TOTALS.BYTES.plus(Draft.bind(TRACE_TOTALS.BYTES)))
            .where(TRACE_TOTALS.ID.eq(inline(1L)))));
    private static final Sql LINK_OF = Sql.of(() -> Draft.of(select(TRACE_LINKS.RUN_ID, TRACE_LINKS.TASK_ID)
            .from(TRACE_LINKS)
            .where(TRACE_LINKS.TRACE_ID.eq(Draft.bind(TRACE_LINKS.TRACE_ID)))));
    private static final Sql LINK = Sql.of(() -> Draft.insert(
            TRACE_LINKS, TRACE_LINKS.TRACE_ID, TRACE_LINKS.RUN_ID, TRACE_LINKS.TASK_ID, TRACE_LINKS.PASSED));
    private static final Sql OPEN = Sql.of(
            () -> Draft.of(select(TRACE_LINKS.TRACE_ID, TRACE_LINKS.PASSED, TRACE_LINKS.RUN_ID, TRACE_LINKS.TASK_ID)
                    .from(TRACE_LINKS)
                    .where(TRACE_LINKS.PASSED.isNotNull())
                    .orderBy(TRACE_LINKS.TRACE_ID)
                    .limit(inline(1))));
    private static final Sql PASS = Sql.of(() ->
            Draft.update(TRACE_LINKS, TRACE_LINKS.TRACE_ID.eq(Draft.bind(TRACE_LINKS.TRACE_ID)), TRACE_LINKS.PASSED));

    private final Session session;
    private final Sequences sequences;
    private final Locks locks;
    private final SpanTable spans;

    TraceTable(Session session, Sequences sequences, Locks locks) {
        this.session = session;
        this.sequences = sequences;
        this.locks = locks;
        this.spans = new SpanTable(session);
    }

    /** Return the highest id that a batch has, or had when it was deleted, or 0. */
    static long last(Session session) {
        long there = session.first(LAST, Parameters.Binder.NONE, Row::number).orElseThrow();
        long deleted =
                session.first(LAST_DELETED, Parameters.Binder.NONE, Row::number).orElseThrow();
        return Math.max(there, deleted);
    }

    @Override
    public List<KeptSpan> ofTrace(String traceId, Cursor.@Nullable Started after, int limit) {
        return spans.ofTrace(traceId, after, limit);
    }

    @Override
    public List<KeptSpan> ofRun(RunId run, Cursor.@Nullable Started after, int limit) {
        return spans.ofRun(run.value(), after, limit);
    }

    @Override
    public List<KeptSpan> ofTask(TaskId task, Cursor.@Nullable Started after, int limit) {
        return spans.ofTask(task.value(), after, limit);
    }

    @Override
    public Optional<TraceLink> link(String traceId) {
        return session.first(LINK_OF, values -> values.text(traceId), TraceTable::link);
    }

    @Override
    public boolean holds(long batchId) {
        return session.first(HOLDS, values -> values.number(batchId), Row::number)
                .isPresent();
    }

    @Override
    public Optional<Instant> oldest() {
        return session.first(OLDEST, Parameters.Binder.NONE, Row::time);
    }

    @Override
    public long bytes() {
        return session.first(BYTES, Parameters.Binder.NONE, Row::number).orElseThrow();
    }

    @Override
    public long append(Instant receivedAt, String contentType, TraceEncoding encoding, byte[] payload, int count) {
        locks.traces();
        long id = sequences.batches().next();
        session.change(
                APPEND,
                values -> values.number(id)
                        .time(receivedAt)
                        .text(contentType)
                        .text(encoding.code())
                        .number((long) count));
        if (payload.length > 0) {
            extend(id, payload);
        }
        return id;
    }

    @Override
    public void extend(long batchId, byte[] payload) {
        locks.traces();
        long pieces = session.first(PIECES, values -> values.number(batchId), Row::number)
                .orElseThrow();
        session.change(
                EXTEND, values -> values.number(batchId).number(pieces + 1).bytes(payload));
        enlarge(batchId, payload.length);
    }

    @Override
    public List<Span> add(long batchId, List<Span> given) {
        locks.traces();
        List<Span> added = spans.add(batchId, given);
        if (!added.isEmpty()) {
            enlarge(batchId, added.stream().mapToLong(Span::characters).sum());
        }
        return added;
    }

    @Override
    public boolean link(String traceId, TraceLink link) {
        locks.traces();
        if (link(traceId).isPresent()) {
            return false;
        }
        String passed = spans.hasAny(traceId) ? "" : null;
        session.change(
                LINK,
                values -> values.text(traceId)
                        .text(link.run() == null ? null : link.run().value())
                        .text(link.task() == null ? null : link.task().value())
                        .text(passed));
        return true;
    }

    @Override
    public Inheritance inherit(int most) {
        locks.traces();
        return session.first(OPEN, Parameters.Binder.NONE, row -> new Open(row.text(), row.text(), link(row)))
                .map(open -> inherit(open, most))
                .orElse(new Inheritance(List.of(), false));
    }

    @Override
    public boolean deleteOldest(int most) {
        locks.traces();
        return new TraceDeletion(session, spans).ofOldest(most);
    }

    private record Open(String traceId, String passed, TraceLink link) {}

    private Inheritance inherit(Open open, int most) {
        List<Span> loose = spans.loose(open.traceId(), open.passed(), most);
        loose.forEach(span -> spans.link(span, open.link()));
        String passed = loose.size() < most ? null : loose.getLast().spanId();
        session.change(PASS, values -> values.text(passed).text(open.traceId()));
        return new Inheritance(
                loose.stream().map(span -> span.linkedTo(open.link())).toList(), true);
    }

    private void enlarge(long batchId, long bytes) {
        session.change(ENLARGE, values -> values.number(bytes).number(batchId));
        session.change(ENLARGE_ALL, values -> values.number(bytes));
    }

    private static TraceLink link(Row row) throws SQLException {
        String run = row.textOrNull();
        String task = row.textOrNull();
        return new TraceLink(run == null ? null : new RunId(run), task == null ? null : new TaskId(task));
    }
}
