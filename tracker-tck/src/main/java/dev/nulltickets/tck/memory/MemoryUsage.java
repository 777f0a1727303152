package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.UsageStore;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TokenUsage;
import dev.nulltickets.core.trace.TraceLink;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/** Keep sums of tokens. */
final class MemoryUsage implements UsageStore {
    private final Slot<Table> slot;
    private final Slot<MemoryTraces.Table> traces;

    MemoryUsage(Slot<Table> slot, Slot<MemoryTraces.Table> traces) {
        this.slot = slot;
        this.traces = traces;
    }

    Table outcome() {
        return slot.outcome();
    }

    @Override
    public List<TokenUsage> ofRun(RunId run) {
        return sums(key -> run.equals(key.link().run()));
    }

    @Override
    public List<TokenUsage> ofTask(TaskId task) {
        return sums(key -> task.equals(key.link().task()));
    }

    @Override
    public void add(TraceLink link, TokenUsage usage) {
        Table table = slot.table();
        Key key = new Key(link, usage.model());
        TokenUsage before = table.sums().getOrDefault(key, TokenUsage.none(usage.model()));
        slot.replace(new Table(table.sums().plus(key, before.plus(usage)), table.covered()));
    }

    @Override
    public Optional<Span> cover(String traceId, String spanId) {
        Table table = slot.table();
        Pair id = new Pair(traceId, spanId);
        if (table.covered().containsKey(id)) {
            return Optional.empty();
        }
        slot.replace(new Table(table.sums(), table.covered().plus(id, true)));
        return Optional.ofNullable(traces.table().spans().byId().get(id)).map(SpanTable.Row::span);
    }

    @Override
    public boolean coversAny(String traceId) {
        Pair first = slot.table().covered().ceilingKey(Pair.first(traceId));
        return first != null && first.from().equals(traceId);
    }

    @Override
    public boolean isCovered(String traceId, String spanId) {
        return slot.table().covered().containsKey(new Pair(traceId, spanId));
    }

    /** Forget what was noted of a trace. */
    void forget(String traceId) {
        while (coversAny(traceId)) {
            Table table = slot.table();
            slot.replace(new Table(
                    table.sums(), table.covered().minus(table.covered().ceilingKey(Pair.first(traceId)))));
        }
    }

    private List<TokenUsage> sums(Predicate<Key> which) {
        TreeMap<String, TokenUsage> sums = new TreeMap<>();
        slot.table().sums().forEach((key, sum) -> {
            if (which.test(key)) {
                sums.merge(key.model(), sum, TokenUsage::plus);
            }
        });
        return List.copyOf(sums.values());
    }

    /** Whose tokens, and of which model. */
    record Key(TraceLink link, String model) {}

    /** Hold sums, and the spans that do not count. Immutable. */
    record Table(PMap<Key, TokenUsage> sums, TreePMap<Pair, Boolean> covered) {
        static final Table EMPTY = new Table(HashTreePMap.empty(), TreePMap.empty());
    }
}
