package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.SPANS;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_RESOURCES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_SCOPES;
import static org.jooq.impl.DSL.one;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.trace.KeptSpan;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;

/** Keep spans. */
final class SpanTable {
    private static final Sql ADD = Sql.of(() -> Draft.of(Draft.insertion(
                    SPANS,
                    Stream.concat(
                                    Stream.of(SPANS.BATCH_ID, SPANS.SCOPE, SPANS.RESOURCE),
                                    Stream.of(SpanColumns.Part.OWN))
                            .toArray(Field<?>[]::new))
            .onConflict(SPANS.TRACE_ID, SPANS.SPAN_ID)
            .doNothing()));
    /** Sorts the spans of a trace: an index in that order would cost as much with each span as the unique one. */
    private static final Sql OF_TRACE = Sql.of(() -> Draft.of(spans().where(SPANS.ID.in(select(SPANS.ID)
                    .from(SPANS)
                    .where(SPANS.TRACE_ID.eq(Draft.bind(SPANS.TRACE_ID)))
                    .and(behind())
                    .orderBy(SPANS.START_NS, SPANS.ID)
                    .limit(Draft.limit())))
            .orderBy(SPANS.START_NS, SPANS.ID)));

    private static final Sql OF_RUN = Sql.of(() -> list(SPANS.RUN_ID.eq(Draft.bind(SPANS.RUN_ID))));
    private static final Sql OF_TASK = Sql.of(() -> list(SPANS.TASK_ID.eq(Draft.bind(SPANS.TASK_ID))));
    private static final Sql FIND = Sql.of(() -> Draft.of(spans().where(SPANS.TRACE_ID.eq(Draft.bind(SPANS.TRACE_ID)))
            .and(SPANS.SPAN_ID.eq(Draft.bind(SPANS.SPAN_ID)))));
    private static final Sql ANY = Sql.of(() -> Draft.of(select(one())
            .from(SPANS)
            .where(SPANS.TRACE_ID.eq(Draft.bind(SPANS.TRACE_ID)))
            .limit(one())));
    private static final Sql LOOSE = Sql.of(() -> Draft.of(spans().where(SPANS.TRACE_ID.eq(Draft.bind(SPANS.TRACE_ID)))
            .and(SPANS.SPAN_ID.gt(Draft.bind(SPANS.SPAN_ID)))
            .and(SPANS.RUN_ID.isNull())
            .and(SPANS.TASK_ID.isNull())
            .orderBy(SPANS.SPAN_ID)
            .limit(Draft.limit())));
    private static final Sql LINK = Sql.of(() -> Draft.update(
            SPANS,
            SPANS.TRACE_ID.eq(Draft.bind(SPANS.TRACE_ID)).and(SPANS.SPAN_ID.eq(Draft.bind(SPANS.SPAN_ID))),
            SPANS.RUN_ID,
            SPANS.TASK_ID));

    private final Session session;

    SpanTable(Session session) {
        this.session = session;
    }

    /** Return a span. */
    static Optional<Span> find(Session session, String traceId, String spanId) {
        return session.first(
                FIND,
                values -> values.text(traceId).text(spanId),
                row -> SpanColumns.kept(row).span());
    }

    /** Add spans of a batch, and return those that were not there. */
    List<Span> add(long batchId, List<Span> spans) {
        TraceOrigins origins = TraceOrigins.of(session, batchId);
        List<Span> added = new ArrayList<>();
        for (Span span : spans) {
            long scope = origins.number(span.scope());
            long resource = origins.number(span.resource());
            int rows = session.change(
                    ADD,
                    values -> SpanColumns.bind(
                            values.number(batchId).number(scope).number(resource), span));
            if (rows > 0) {
                added.add(span);
            }
        }
        return added;
    }

    List<KeptSpan> ofTrace(String traceId, Cursor.@Nullable Started after, int limit) {
        return list(OF_TRACE, traceId, after, limit);
    }

    List<KeptSpan> ofRun(String run, Cursor.@Nullable Started after, int limit) {
        return list(OF_RUN, run, after, limit);
    }

    List<KeptSpan> ofTask(String task, Cursor.@Nullable Started after, int limit) {
        return list(OF_TASK, task, after, limit);
    }

    /** Say whether there is a span of a trace. */
    boolean hasAny(String traceId) {
        return session.first(ANY, values -> values.text(traceId), Row::number).isPresent();
    }

    /** Return spans of a trace that belong to nothing, behind a span id. */
    List<Span> loose(String traceId, String behind, int most) {
        return session.all(
                LOOSE,
                values -> values.text(traceId).text(behind).number((long) most),
                row -> SpanColumns.kept(row).span());
    }

    /** Link a span to something else. */
    void link(Span span, TraceLink link) {
        session.change(
                LINK,
                values -> values.text(link.run() == null ? null : link.run().value())
                        .text(link.task() == null ? null : link.task().value())
                        .text(span.traceId())
                        .text(span.spanId()));
    }

    private List<KeptSpan> list(Sql sql, String of, Cursor.@Nullable Started after, int limit) {
        return session.all(
                sql,
                values -> values.text(of)
                        .number(after == null ? -1 : after.startNanos())
                        .number(after == null ? 0 : after.id())
                        .number((long) limit),
                SpanColumns::kept);
    }

    private static Draft list(Condition which) {
        return Draft.of(spans().where(which)
                .and(behind())
                .orderBy(SPANS.START_NS, SPANS.ID)
                .limit(Draft.limit()));
    }

    private static Condition behind() {
        return row(SPANS.START_NS, SPANS.ID).gt(Draft.bind(SPANS.START_NS), Draft.bind(SPANS.ID));
    }

    private static SelectOnConditionStep<?> spans() {
        return select(SpanColumns.Part.ALL)
                .from(SPANS)
                .join(TRACE_SCOPES)
                .on(TRACE_SCOPES.BATCH_ID.eq(SPANS.BATCH_ID).and(TRACE_SCOPES.NUMBER.eq(SPANS.SCOPE)))
                .join(TRACE_RESOURCES)
                .on(TRACE_RESOURCES.BATCH_ID.eq(SPANS.BATCH_ID).and(TRACE_RESOURCES.NUMBER.eq(SPANS.RESOURCE)));
    }
}
