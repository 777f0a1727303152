package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.SPANS;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_BATCHES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_RESOURCES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_SCOPES;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.TraceStore;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;

/** Keep batches of spans as they came, and the spans. */
final class TraceTable implements TraceStore {
    private static final Sql APPEND = Sql.of(() -> Draft.insert(
            TRACE_BATCHES,
            TRACE_BATCHES.ID,
            TRACE_BATCHES.RECEIVED_AT_MS,
            TRACE_BATCHES.CONTENT_TYPE,
            TRACE_BATCHES.STORED,
            TRACE_BATCHES.SPAN_COUNT,
            TRACE_BATCHES.PAYLOAD));
    private static final Sql LAST =
            Sql.of(() -> Draft.of(select(max(TRACE_BATCHES.ID)).from(TRACE_BATCHES)));
    private static final Sql ADD = Sql.of(() -> Draft.of(Draft.insertion(
                    SPANS,
                    Stream.concat(
                                    Stream.of(SPANS.BATCH_ID, SPANS.SCOPE, SPANS.RESOURCE),
                                    Stream.of(SpanColumns.Part.OWN))
                            .toArray(Field<?>[]::new))
            .onConflict(SPANS.TRACE_ID, SPANS.SPAN_ID)
            .doNothing()));
    private static final Sql OF_TRACE = Sql.of(() -> list(SPANS.TRACE_ID.eq(Draft.bind(SPANS.TRACE_ID))));
    private static final Sql OF_RUN = Sql.of(() -> list(SPANS.RUN_ID.eq(Draft.bind(SPANS.RUN_ID))));
    private static final Sql OF_TASK = Sql.of(() -> list(SPANS.TASK_ID.eq(Draft.bind(SPANS.TASK_ID))));

    private final Session session;
    private final Sequences sequences;

    TraceTable(Session session, Sequences sequences) {
        this.session = session;
        this.sequences = sequences;
    }

    /** Return the highest id of a batch there is, or 0. */
    static long last(Session session) {
        return session.first(LAST, Parameters.Binder.NONE, Row::number).orElseThrow();
    }

    @Override
    public long append(Instant receivedAt, String contentType, TraceEncoding encoding, byte[] payload, int spans) {
        long id = sequences.batches().next();
        session.change(
                APPEND,
                values -> values.number(id)
                        .time(receivedAt)
                        .text(contentType)
                        .text(encoding.code())
                        .number((long) spans)
                        .bytes(payload));
        return id;
    }

    @Override
    public void add(long batchId, List<Span> spans) {
        TraceOrigins origins = TraceOrigins.of(session, batchId);
        for (Span span : spans) {
            long scope = origins.number(span.scope());
            long resource = origins.number(span.resource());
            session.change(
                    ADD,
                    values -> SpanColumns.bind(
                            values.number(batchId).number(scope).number(resource), span));
        }
    }

    @Override
    public List<Span> ofTrace(String traceId, int limit) {
        return list(OF_TRACE, traceId, limit);
    }

    @Override
    public List<Span> ofRun(RunId run, int limit) {
        return list(OF_RUN, run.value(), limit);
    }

    @Override
    public List<Span> ofTask(TaskId task, int limit) {
        return list(OF_TASK, task.value(), limit);
    }

    private List<Span> list(Sql sql, String of, int limit) {
        return session.all(sql, values -> values.text(of).number((long) limit), SpanColumns::span);
    }

    private static Draft list(Condition which) {
        return Draft.of(select(SpanColumns.Part.ALL)
                .from(SPANS)
                .join(TRACE_SCOPES)
                .on(TRACE_SCOPES.BATCH_ID.eq(SPANS.BATCH_ID).and(TRACE_SCOPES.NUMBER.eq(SPANS.SCOPE)))
                .join(TRACE_RESOURCES)
                .on(TRACE_RESOURCES.BATCH_ID.eq(SPANS.BATCH_ID).and(TRACE_RESOURCES.NUMBER.eq(SPANS.RESOURCE)))
                .where(which)
                .orderBy(SPANS.START_NS, SPANS.ID)
                .limit(Draft.limit()));
    }
}
