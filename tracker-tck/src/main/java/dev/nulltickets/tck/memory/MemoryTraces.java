package dev.nulltickets.tck.memory;

import static java.util.Comparator.comparingLong;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.TraceStore;
import dev.nulltickets.core.trace.KeptSpan;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.core.trace.TraceLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Keep traces. */
final class MemoryTraces implements TraceStore {
    private final Slot<Table> slot;
    private final MemoryUsage usage;

    MemoryTraces(Slot<Table> slot, MemoryUsage usage) {
        this.slot = slot;
        this.usage = usage;
    }

    Table outcome() {
        return slot.outcome();
    }

    SpanTable spans() {
        return slot.table().spans();
    }

    @Override
    public List<KeptSpan> ofTrace(String traceId, Cursor.@Nullable Started after, int limit) {
        return page(spans().byTrace(), traceId, after, limit);
    }

    @Override
    public List<KeptSpan> ofRun(RunId run, Cursor.@Nullable Started after, int limit) {
        return page(spans().byRun(), run.value(), after, limit);
    }

    @Override
    public List<KeptSpan> ofTask(TaskId task, Cursor.@Nullable Started after, int limit) {
        return page(spans().byTask(), task.value(), after, limit);
    }

    @Override
    public Optional<TraceLink> link(String traceId) {
        return Optional.ofNullable(slot.table().links().get(traceId)).map(Linked::link);
    }

    @Override
    public boolean holds(long batchId) {
        return slot.table().batches().containsKey(batchId);
    }

    @Override
    public Optional<Instant> oldest() {
        return slot.table().batches().values().stream().findFirst().map(Batch::receivedAt);
    }

    @Override
    public long bytes() {
        return slot.table().batches().values().stream().mapToLong(Batch::bytes).sum();
    }

    @Override
    public long append(Instant receivedAt, String contentType, TraceEncoding encoding, byte[] payload, int spans) {
        long id = slot.table().lastBatch() + 1;
        Batch batch = new Batch(receivedAt, contentType, encoding, payload.clone(), spans, payload.length);
        slot.replace(slot.table().with(id, batch));
        return id;
    }

    @Override
    public void extend(long batchId, byte[] payload) {
        Batch batch = existing(batchId);
        byte[] whole = new byte[batch.payload().length + payload.length];
        System.arraycopy(batch.payload(), 0, whole, 0, batch.payload().length);
        System.arraycopy(payload, 0, whole, batch.payload().length, payload.length);
        slot.replace(slot.table()
                .with(
                        batchId,
                        new Batch(
                                batch.receivedAt(),
                                batch.contentType(),
                                batch.encoding(),
                                whole,
                                batch.spans(),
                                batch.bytes() + payload.length)));
    }

    @Override
    public List<Span> add(long batchId, List<Span> spans) {
        Batch batch = existing(batchId);
        List<Span> added = new ArrayList<>();
        long characters = 0;
        for (Span span : spans) {
            if (!spans().byId().containsKey(SpanTable.id(span))) {
                slot.replace(slot.table().with(spans().plus(batchId, span)));
                added.add(span);
                characters += span.characters();
            }
        }
        slot.replace(slot.table().with(batchId, batch.larger(characters)));
        return added;
    }

    @Override
    public boolean link(String traceId, TraceLink link) {
        Table table = slot.table();
        if (table.links().containsKey(traceId)) {
            return false;
        }
        boolean waiting = !ofTrace(traceId, null, 1).isEmpty();
        slot.replace(table.with(table.links().plus(traceId, new Linked(link, waiting))));
        return true;
    }

    @Override
    public Inheritance inherit(int most) {
        Optional<Map.Entry<String, Linked>> open = slot.table().links().entrySet().stream()
                .filter(entry -> entry.getValue().waiting())
                .findFirst();
        if (open.isEmpty()) {
            return new Inheritance(List.of(), false);
        }
        String trace = open.get().getKey();
        TraceLink link = open.get().getValue().link();
        List<SpanTable.Row> loose = rows(trace).stream()
                .filter(row -> row.span().link().isNone())
                .limit(most)
                .toList();
        loose.forEach(row -> slot.replace(slot.table().with(spans().relinked(row, link))));
        if (loose.size() < most) {
            slot.replace(slot.table().with(slot.table().links().plus(trace, new Linked(link, false))));
        }
        return new Inheritance(
                loose.stream().map(row -> row.span().linkedTo(link)).toList(), true);
    }

    @Override
    public boolean deleteOldest(int most) {
        Table table = slot.table();
        if (table.batches().isEmpty()) {
            return false;
        }
        long oldest = table.batches().firstKey();
        List<SpanTable.Row> doomed = spans().byId().values().stream()
                .filter(row -> row.batch() == oldest)
                .sorted(comparingLong(row -> row.kept().id()))
                .limit(most)
                .toList();
        doomed.forEach(this::delete);
        if (doomed.size() < most) {
            slot.replace(slot.table().without(oldest));
        }
        return true;
    }

    private void delete(SpanTable.Row row) {
        slot.replace(slot.table().with(spans().minus(row)));
        String trace = row.span().traceId();
        if (ofTrace(trace, null, 1).isEmpty()) {
            slot.replace(slot.table().with(slot.table().links().minus(trace)));
            usage.forget(trace);
        }
    }

    private List<SpanTable.Row> rows(String traceId) {
        return spans().byId().tailMap(Pair.first(traceId)).values().stream()
                .takeWhile(row -> row.span().traceId().equals(traceId))
                .toList();
    }

    private Batch existing(long batchId) {
        Batch batch = slot.table().batches().get(batchId);
        if (batch == null) {
            throw new IllegalStateException("spans have a batch that is not there: " + batchId);
        }
        return batch;
    }

    private static List<KeptSpan> page(
            TreePMap<SpanKey, KeptSpan> index, String owner, Cursor.@Nullable Started after, int limit) {
        SpanKey from = after == null ? SpanKey.first(owner) : new SpanKey(owner, after.startNanos(), after.id());
        return index.tailMap(from, false).entrySet().stream()
                .takeWhile(entry -> entry.getKey().owner().equals(owner))
                .limit(limit)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Hold what was sent. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and never handed out.
    record Batch(
            Instant receivedAt, String contentType, TraceEncoding encoding, byte[] payload, int spans, long bytes) {
        Batch larger(long characters) {
            return new Batch(receivedAt, contentType, encoding, payload, spans, bytes + characters);
        }
    }

    /** What a trace is linked to, and whether spans of it may wait for that. */
    record Linked(TraceLink link, boolean waiting) {}

    /** Hold batches, spans and links. Immutable. */
    record Table(long lastBatch, TreePMap<Long, Batch> batches, SpanTable spans, TreePMap<String, Linked> links) {
        static final Table EMPTY = new Table(0, TreePMap.empty(), SpanTable.EMPTY, TreePMap.empty());

        Table with(long id, Batch batch) {
            return new Table(Math.max(lastBatch, id), batches.plus(id, batch), spans, links);
        }

        Table without(long id) {
            return new Table(lastBatch, batches.minus(id), spans, links);
        }

        Table with(SpanTable other) {
            return new Table(lastBatch, batches, other, links);
        }

        Table with(TreePMap<String, Linked> other) {
            return new Table(lastBatch, batches, spans, Objects.requireNonNull(other));
        }
    }
}
