package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.SPANS;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.Span;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jooq.Field;

/** Map spans to columns. */
final class SpanColumns {

    private SpanColumns() {}

    /** Bind {@link Part#OWN}. */
    static Parameters bind(Parameters values, Span span) {
        RunId run = span.runId();
        TaskId task = span.taskId();
        return values.text(span.traceId())
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
                .text(span.links().value())
                .number(span.dropped().attributes())
                .number(span.dropped().events())
                .number(span.dropped().links())
                .number((long) span.status().code())
                .text(span.status().message())
                .text(run == null ? null : run.value())
                .text(task == null ? null : task.value());
    }

    /** Read {@link Part#ALL}. */
    static Span span(Row row) throws SQLException {
        String traceId = row.text();
        String spanId = row.text();
        String parent = row.textOrNull();
        String state = row.text();
        long flags = row.number();
        String name = row.text();
        int kind = row.count();
        long start = row.number();
        long end = row.number();
        JsonText attributes = json(row);
        JsonText events = json(row);
        JsonText links = json(row);
        Span.Dropped dropped = new Span.Dropped(row.number(), row.number(), row.number());
        Span.Status status = new Span.Status(row.count(), row.text());
        String run = row.textOrNull();
        String task = row.textOrNull();
        return new Span(
                traceId,
                spanId,
                parent,
                state,
                flags,
                name,
                kind,
                start,
                end,
                attributes,
                events,
                links,
                dropped,
                status,
                TraceOrigins.scope(row),
                TraceOrigins.resource(row),
                run == null ? null : new RunId(run),
                task == null ? null : new TaskId(task));
    }

    static JsonText json(Row row) throws SQLException {
        return JsonText.trusted(row.text());
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    static final class Part {
        /** The columns of the table, in the order that {@link SpanColumns#bind} follows. */
        static final Field<?>[] OWN = {
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
            SPANS.RUN_ID,
            SPANS.TASK_ID
        };
        /** The same, and what the span comes from, in the order that {@link SpanColumns#span} follows. */
        static final Field<?>[] ALL = Stream.of(OWN, TraceOrigins.Part.SCOPE, TraceOrigins.Part.RESOURCE)
                .flatMap(Stream::of)
                .toArray(Field<?>[]::new);

        private Part() {}
    }
}
