package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.SPANS;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_BATCHES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_LINKS;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_PIECES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_RESOURCES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_SCOPES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_TOTALS;
import static dev.nulltickets.persistence.jooq.Tables.USAGE_COVERS;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Table;

/** Delete the oldest batch in steps: its spans, then what they come from, then its bytes, and the batch itself. */
final class TraceDeletion {
    private static final Sql OLDEST = Sql.of(() -> Draft.of(select(TRACE_BATCHES.ID, TRACE_BATCHES.BYTES)
            .from(TRACE_BATCHES)
            .orderBy(TRACE_BATCHES.ID)
            .limit(inline(1))));
    private static final Sql SPANS_OF = Sql.of(() -> Draft.of(select(SPANS.ID, SPANS.TRACE_ID)
            .from(SPANS)
            .where(SPANS.BATCH_ID.eq(Draft.bind(SPANS.BATCH_ID)))
            .orderBy(SPANS.ID)
            .limit(Draft.limit())));
    private static final Sql SPAN = Sql.of(() -> Draft.of(deleteFrom(SPANS).where(SPANS.ID.eq(Draft.bind(SPANS.ID)))));
    private static final Sql LINK = Sql.of(
            () -> Draft.of(deleteFrom(TRACE_LINKS).where(TRACE_LINKS.TRACE_ID.eq(Draft.bind(TRACE_LINKS.TRACE_ID)))));
    private static final Sql COVERS = Sql.of(() ->
            Draft.of(deleteFrom(USAGE_COVERS).where(USAGE_COVERS.TRACE_ID.eq(Draft.bind(USAGE_COVERS.TRACE_ID)))));
    private static final Sql RESOURCES =
            Sql.of(() -> part(TRACE_RESOURCES, TRACE_RESOURCES.BATCH_ID, TRACE_RESOURCES.NUMBER));
    private static final Sql SCOPES = Sql.of(() -> part(TRACE_SCOPES, TRACE_SCOPES.BATCH_ID, TRACE_SCOPES.NUMBER));
    private static final Sql PIECES = Sql.of(() -> part(TRACE_PIECES, TRACE_PIECES.BATCH_ID, TRACE_PIECES.NUMBER));
    private static final Sql BATCH =
            Sql.of(() -> Draft.of(deleteFrom(TRACE_BATCHES).where(TRACE_BATCHES.ID.eq(Draft.bind(TRACE_BATCHES.ID)))));
    private static final Sql TOTALS = Sql.of(() -> Draft.of(update(TRACE_TOTALS)
            .set(TRACE_TOTALS.BYTES, TRACE_TOTALS.BYTES.minus(Draft.bind(TRACE_TOTALS.BYTES)))
            .set(TRACE_TOTALS.LAST_BATCH, greatest(TRACE_TOTALS.LAST_BATCH, Draft.bind(TRACE_TOTALS.LAST_BATCH)))
            .where(TRACE_TOTALS.ID.eq(inline(1L)))));

    private final Session session;
    private final SpanTable spans;

    TraceDeletion(Session session, SpanTable spans) {
        this.session = session;
        this.spans = spans;
    }

    /** Take a step; return false if there is no batch. */
    boolean ofOldest(int most) {
        Optional<Batch> oldest =
                session.first(OLDEST, Parameters.Binder.NONE, row -> new Batch(row.number(), row.number()));
        oldest.ifPresent(batch -> {
            if (spans(batch, most) && Stream.of(RESOURCES, SCOPES, PIECES).allMatch(part -> part(part, batch, most))) {
                session.change(BATCH, values -> values.number(batch.id()));
                session.change(TOTALS, values -> values.number(batch.bytes()).number(batch.id()));
            }
        });
        return oldest.isPresent();
    }

    private record Batch(long id, long bytes) {}

    private record Doomed(long id, String traceId) {}

    /** Delete spans, and return whether none is left. */
    private boolean spans(Batch batch, int most) {
        List<Doomed> doomed = session.all(
                SPANS_OF,
                values -> values.number(batch.id()).number((long) most),
                row -> new Doomed(row.number(), row.text()));
        doomed.forEach(span -> session.change(SPAN, values -> values.number(span.id())));
        doomed.stream()
                .map(Doomed::traceId)
                .distinct()
                .filter(trace -> !spans.hasAny(trace))
                .forEach(this::forget);
        return doomed.size() < most;
    }

    private void forget(String trace) {
        session.change(LINK, values -> values.text(trace));
        session.change(COVERS, values -> values.text(trace));
    }

    /** Delete pieces of a kind, and return whether none is left. */
    private boolean part(Sql part, Batch batch, int most) {
        return session.change(
                        part,
                        values -> values.number(batch.id()).number(batch.id()).number((long) most))
                < most;
    }

    private static Draft part(Table<?> table, Field<Long> batch, Field<Long> number) {
        return Draft.of(deleteFrom(table)
                .where(batch.eq(Draft.bind(batch)))
                .and(number.in(select(number)
                        .from(table)
                        .where(batch.eq(Draft.bind(batch)))
                        .limit(Draft.limit()))));
    }
}
