package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.TraceStore;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Keep traces. */
final class MemoryTraces implements TraceStore {
    private final Slot<Table> slot;

    MemoryTraces(Slot<Table> slot) {
        this.slot = slot;
    }

    Table outcome() {
        return slot.outcome();
    }

    @Override
    public List<Span> ofTrace(String traceId, int limit) {
        return first(slot.table().byTrace(), traceId, limit);
    }

    @Override
    public List<Span> ofRun(RunId run, int limit) {
        return first(slot.table().byRun(), run.value(), limit);
    }

    @Override
    public List<Span> ofTask(TaskId task, int limit) {
        return first(slot.table().byTask(), task.value(), limit);
    }

    @Override
    public long append(Instant receivedAt, String contentType, TraceEncoding encoding, byte[] payload, int spans) {
        long id = slot.table().batches().size() + 1L;
        Batch batch = new Batch(receivedAt, contentType, encoding, payload.clone(), spans);
        slot.replace(slot.table().plus(id, batch));
        return id;
    }

    @Override
    public void add(long batchId, List<Span> spans) {
        if (!slot.table().batches().containsKey(batchId)) {
            throw new IllegalStateException("spans have a batch that is not there: " + batchId);
        }
        for (Span span : spans) {
            if (!slot.table().byId().containsKey(Table.id(span))) {
                slot.replace(slot.table().plus(span));
            }
        }
    }

    private static List<Span> first(TreePMap<SpanKey, Span> index, String owner, int limit) {
        return index.tailMap(SpanKey.first(owner)).entrySet().stream()
                .takeWhile(entry -> entry.getKey().owner().equals(owner))
                .limit(limit)
                .map(entry -> entry.getValue())
                .toList();
    }

    /** Hold what was sent. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and never handed out.
    record Batch(Instant receivedAt, String contentType, TraceEncoding encoding, byte[] payload, int spans) {}

    /** Hold batches and spans with every index over them. Immutable. */
    record Table(
            TreePMap<Long, Batch> batches,
            TreePMap<Pair, Span> byId,
            TreePMap<SpanKey, Span> byTrace,
            TreePMap<SpanKey, Span> byRun,
            TreePMap<SpanKey, Span> byTask) {
        static final Table EMPTY =
                new Table(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

        static Pair id(Span span) {
            return new Pair(span.traceId(), span.spanId());
        }

        Table plus(long id, Batch batch) {
            return new Table(batches.plus(id, batch), byId, byTrace, byRun, byTask);
        }

        Table plus(Span span) {
            RunId run = span.runId();
            TaskId task = span.taskId();
            return new Table(
                    batches,
                    byId.plus(id(span), span),
                    linked(byTrace, span.traceId(), span),
                    linked(byRun, run == null ? null : run.value(), span),
                    linked(byTask, task == null ? null : task.value(), span));
        }

        private TreePMap<SpanKey, Span> linked(TreePMap<SpanKey, Span> index, @Nullable String owner, Span span) {
            return owner == null ? index : index.plus(new SpanKey(owner, span.startNanos(), byId.size()), span);
        }
    }
}
