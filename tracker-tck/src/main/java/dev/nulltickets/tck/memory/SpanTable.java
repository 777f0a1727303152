package dev.nulltickets.tck.memory;

import dev.nulltickets.core.trace.KeptSpan;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceLink;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Hold spans with every index over them. Immutable. */
record SpanTable(
        long lastId,
        TreePMap<Pair, Row> byId,
        TreePMap<SpanKey, KeptSpan> byTrace,
        TreePMap<SpanKey, KeptSpan> byRun,
        TreePMap<SpanKey, KeptSpan> byTask) {
    static final SpanTable EMPTY =
            new SpanTable(0, TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

    /** A span, and the batch that it came in. */
    record Row(long batch, KeptSpan kept) {
        Span span() {
            return kept.span();
        }
    }

    static Pair id(Span span) {
        return new Pair(span.traceId(), span.spanId());
    }

    SpanTable plus(long batch, Span span) {
        return put(new Row(batch, new KeptSpan(lastId + 1, span)), lastId + 1);
    }

    SpanTable relinked(Row row, TraceLink link) {
        KeptSpan kept = new KeptSpan(row.kept().id(), row.span().linkedTo(link));
        return minus(row).put(new Row(row.batch(), kept), lastId);
    }

    SpanTable minus(Row row) {
        Span span = row.span();
        return new SpanTable(
                lastId,
                byId.minus(id(span)),
                byTrace.minus(new SpanKey(
                        span.traceId(), span.startNanos(), row.kept().id())),
                without(byRun, span.runId() == null ? null : span.runId().value(), row.kept()),
                without(byTask, span.taskId() == null ? null : span.taskId().value(), row.kept()));
    }

    private SpanTable put(Row row, long last) {
        Span span = row.span();
        return new SpanTable(
                last,
                byId.plus(id(span), row),
                with(byTrace, span.traceId(), row.kept()),
                with(byRun, span.runId() == null ? null : span.runId().value(), row.kept()),
                with(byTask, span.taskId() == null ? null : span.taskId().value(), row.kept()));
    }

    private static TreePMap<SpanKey, KeptSpan> with(
            TreePMap<SpanKey, KeptSpan> index, @Nullable String owner, KeptSpan kept) {
        return owner == null ? index : index.plus(key(owner, kept), kept);
    }

    private static TreePMap<SpanKey, KeptSpan> without(
            TreePMap<SpanKey, KeptSpan> index, @Nullable String owner, KeptSpan kept) {
        return owner == null ? index : index.minus(key(owner, kept));
    }

    private static SpanKey key(String owner, KeptSpan kept) {
        return new SpanKey(owner, kept.span().startNanos(), kept.id());
    }
}
