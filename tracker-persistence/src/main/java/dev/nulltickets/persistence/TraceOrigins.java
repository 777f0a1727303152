package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.TRACE_RESOURCES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_SCOPES;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.trace.Span;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Keep what the spans of a batch come from: each resource and each scope once for all spans in a row that share it. Not
 * safe for use by several threads.
 */
final class TraceOrigins {
    private static final Sql LAST_SCOPE =
            Sql.of(() -> last(TRACE_SCOPES, TRACE_SCOPES.BATCH_ID, TRACE_SCOPES.NUMBER, Part.SCOPE));
    private static final Sql LAST_RESOURCE =
            Sql.of(() -> last(TRACE_RESOURCES, TRACE_RESOURCES.BATCH_ID, TRACE_RESOURCES.NUMBER, Part.RESOURCE));
    private static final Sql ADD_SCOPE =
            Sql.of(() -> add(TRACE_SCOPES, TRACE_SCOPES.BATCH_ID, TRACE_SCOPES.NUMBER, Part.SCOPE));
    private static final Sql ADD_RESOURCE =
            Sql.of(() -> add(TRACE_RESOURCES, TRACE_RESOURCES.BATCH_ID, TRACE_RESOURCES.NUMBER, Part.RESOURCE));

    private final Session session;
    private final long batch;
    private long scopes;
    private long resources;
    private Span.@Nullable Scope scope;
    private Span.@Nullable Resource resource;

    private TraceOrigins(Session session, long batch) {
        this.session = session;
        this.batch = batch;
        session.first(LAST_SCOPE, values -> values.number(batch), row -> {
                    scopes = row.number();
                    return scope(row);
                })
                .ifPresent(last -> scope = last);
        session.first(LAST_RESOURCE, values -> values.number(batch), row -> {
                    resources = row.number();
                    return resource(row);
                })
                .ifPresent(last -> resource = last);
    }

    /** Go on with what is stored of a batch. */
    static TraceOrigins of(Session session, long batch) {
        return new TraceOrigins(session, batch);
    }

    /** Return the number of a scope in the batch. */
    long number(Span.Scope given) {
        if (!given.equals(scope)) {
            scope = given;
            scopes++;
            session.change(
                    ADD_SCOPE,
                    values -> values.number(batch)
                            .number(scopes)
                            .text(given.name())
                            .text(given.version())
                            .text(given.attributes().value())
                            .number(given.droppedAttributes())
                            .text(given.schemaUrl()));
        }
        return scopes;
    }

    /** Return the number of a resource in the batch. */
    long number(Span.Resource given) {
        if (!given.equals(resource)) {
            resource = given;
            resources++;
            session.change(
                    ADD_RESOURCE,
                    values -> values.number(batch)
                            .number(resources)
                            .text(given.attributes().value())
                            .number(given.droppedAttributes())
                            .text(given.schemaUrl()));
        }
        return resources;
    }

    /** Read {@link Part#SCOPE}. */
    static Span.Scope scope(Row row) throws SQLException {
        return new Span.Scope(row.text(), row.text(), SpanColumns.json(row), row.number(), row.text());
    }

    /** Read {@link Part#RESOURCE}. */
    static Span.Resource resource(Row row) throws SQLException {
        return new Span.Resource(SpanColumns.json(row), row.number(), row.text());
    }

    private static Draft last(Table<?> table, Field<Long> ofBatch, Field<Long> number, Field<?>... columns) {
        return Draft.of(select(number)
                .select(columns)
                .from(table)
                .where(ofBatch.eq(Draft.bind(ofBatch)))
                .orderBy(number.desc())
                .limit(inline(1)));
    }

    private static Draft add(Table<?> table, Field<Long> ofBatch, Field<Long> number, Field<?>... columns) {
        return Draft.insert(
                table,
                Stream.concat(Stream.of(ofBatch, number), Stream.of(columns)).toArray(Field<?>[]::new));
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    static final class Part {
        /** Columns in the order that {@link TraceOrigins#scope} follows. */
        static final Field<?>[] SCOPE = {
            TRACE_SCOPES.NAME,
            TRACE_SCOPES.VERSION,
            TRACE_SCOPES.ATTRIBUTES,
            TRACE_SCOPES.DROPPED_ATTRIBUTES,
            TRACE_SCOPES.SCHEMA_URL
        };

        /** Columns in the order that {@link TraceOrigins#resource} follows. */
        static final Field<?>[] RESOURCE = {
            TRACE_RESOURCES.ATTRIBUTES, TRACE_RESOURCES.DROPPED_ATTRIBUTES, TRACE_RESOURCES.SCHEMA_URL
        };

        private Part() {}
    }
}
