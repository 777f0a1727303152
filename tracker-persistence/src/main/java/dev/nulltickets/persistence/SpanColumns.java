package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.SPANS;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.KeptSpan;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TokenUsage;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Map spans to columns. */
final class SpanColumns {
    private SpanColumns() {}

    /** Bind {@link Part#OWN}. */
    static Parameters bind(Parameters values, Span span) {
        RunId run = span.runId();
        TaskId task = span.taskId();
        TokenUsage usage = span.usage();
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
                .text(task == null ? null : task.value())
                .text(usage == null ? null : usage.model())
                .number(usage == null ? null : (Long) usage.inputTokens())
                .number(usage == null ? null : (Long) usage.outputTokens())
                .number(usage == null ? null : (Long) usage.cacheReadInputTokens())
                .number(usage == null ? null : (Long) usage.cacheCreationInputTokens())
                .number(usage == null ? null : (Long) usage.reasoningOutputTokens());
    }

    /** Read {@link Part#ALL}. */
    static KeptSpan kept(Row row) throws SQLException {
        return new KeptSpan(row.number(), span(row));
    }

    private static Span span(Row row) throws SQLException {
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
        TokenUsage usage = usage(row);
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
                task == null ? null : new TaskId(task),
                usage);
    }

    private static @Nullable TokenUsage usage(Row row) throws SQLException {
        String model = row.textOrNull();
        TokenUsage usage = new TokenUsage(
                model == null ? "" : model, row.number(), row.number(), row.number(), row.number(), row.number());
        return model == null ? null : usage;
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
            SPANS.TASK_ID,
            SPANS.USAGE_MODEL,
            SPANS.USAGE_INPUT,
            SPANS.USAGE_OUTPUT,
            SPANS.USAGE_CACHE_READ,
            SPANS.USAGE_CACHE_CREATION,
            SPANS.USAGE_REASONING
        };

        /** The id, the same, and what the span comes from, in the order that {@link SpanColumns#kept} follows. */
        static final Field<?>[] ALL = Stream.of(
                        new Field<?>[] {SPANS.ID}, OWN, TraceOrigins.Part.SCOPE, TraceOrigins.Part.RESOURCE)
                .flatMap(Stream::of)
                .toArray(Field<?>[]::new);

        private Part() {}
    }
}
