package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.SPANS;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.Span;
import java.sql.SQLException;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Map spans to columns. */
final class SpanColumns {
    /** Columns in the order of the record, which both {@link #bind} and {@link #span} follow. */
    static final Field<?>[] ALL = {
        SPANS.TRACE_ID,
        SPANS.SPAN_ID,
        SPANS.PARENT_SPAN_ID,
        SPANS.TRACE_STATE,
        SPANS.FLAGS,
        SPANS.NAME,
        SPANS.KIND,
        SPANS.START_NS,
        SPANS.END_NS,
        SPANS.ATTRIBUTES,
        SPANS.EVENTS,
        SPANS.LINKS,
        SPANS.DROPPED_ATTRIBUTES,
        SPANS.DROPPED_EVENTS,
        SPANS.DROPPED_LINKS,
        SPANS.STATUS_CODE,
        SPANS.STATUS_MESSAGE,
        SPANS.SCOPE_NAME,
        SPANS.SCOPE_VERSION,
        SPANS.SCOPE_ATTRIBUTES,
        SPANS.SCOPE_DROPPED_ATTRIBUTES,
        SPANS.SCOPE_SCHEMA_URL,
        SPANS.RESOURCE_ATTRIBUTES,
        SPANS.RESOURCE_DROPPED_ATTRIBUTES,
        SPANS.RESOURCE_SCHEMA_URL,
        SPANS.RUN_ID,
        SPANS.TASK_ID
    };

    private SpanColumns() {}

    /** Bind {@link #ALL}. */
    static Parameters bind(Parameters values, Span span) throws SQLException {
        RunId run = span.runId();
        TaskId task = span.taskId();
        values.text(span.traceId())
                .text(span.spanId())
                .text(span.parentSpanId())
                .text(span.traceState())
                .number(span.flags())
                .text(span.name())
                .number((long) span.kind())
                .number(span.startNanos())
                .number(span.endNanos())
                .text(span.attributes().value())
                .text(span.events().value())
                .text(span.links().value());
        origin(outcome(values, span), span);
        return values.text(run == null ? null : run.value()).text(task == null ? null : task.value());
    }

    private static Parameters outcome(Parameters values, Span span) throws SQLException {
        return values.number(span.dropped().attributes())
                .number(span.dropped().events())
                .number(span.dropped().links())
                .number((long) span.status().code())
                .text(span.status().message());
    }

    private static void origin(Parameters values, Span span) throws SQLException {
        values.text(span.scope().name())
                .text(span.scope().version())
                .text(span.scope().attributes().value())
                .number(span.scope().droppedAttributes())
                .text(span.scope().schemaUrl())
                .text(span.resource().attributes().value())
                .number(span.resource().droppedAttributes())
                .text(span.resource().schemaUrl());
    }

    /** Read {@link #ALL}. */
    static Span span(Row row) throws SQLException {
        return new Span(
                row.text(),
                row.text(),
                row.textOrNull(),
                row.text(),
                row.number(),
                row.text(),
                row.count(),
                row.number(),
                row.number(),
                json(row),
                json(row),
                json(row),
                new Span.Dropped(row.number(), row.number(), row.number()),
                new Span.Status(row.count(), row.text()),
                new Span.Scope(row.text(), row.text(), json(row), row.number(), row.text()),
                new Span.Resource(json(row), row.number(), row.text()),
                run(row.textOrNull()),
                task(row.textOrNull()));
    }

    private static JsonText json(Row row) throws SQLException {
        return JsonText.trusted(row.text());
    }

    private static @Nullable RunId run(@Nullable String value) {
        return value == null ? null : new RunId(value);
    }

    private static @Nullable TaskId task(@Nullable String value) {
        return value == null ? null : new TaskId(value);
    }
}
