package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.spi.GateStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pcollections.TreePMap;

/** Keep gate results. */
final class MemoryGates implements GateStore {
    private final Slot<Table> slot;

    MemoryGates(Slot<Table> slot) {
        this.slot = slot;
    }

    Table outcome() {
        return slot.outcome();
    }

    @Override
    public List<GateResult> of(RunId run) {
        return slot.table().byRun().tailMap(Owned.first(run.value())).values().stream()
                .takeWhile(result -> result.runId().equals(run))
                .toList();
    }

    @Override
    public Optional<GateStatus> latest(RunId run, String gate) {
        return of(run).stream()
                .filter(result -> result.gate().equals(gate))
                .reduce((earlier, later) -> later)
                .map(GateResult::status);
    }

    @Override
    public long append(RunId run, TaskId task, Instant at, NewGateResult result) {
        long id = slot.table().lastId() + 1;
        insert(new GateResult(id, run, task, result.gate(), result.status(), result.evidence(), result.actor(), at));
        return id;
    }

    @Override
    public void insert(GateResult result) {
        if (result.id() <= slot.table().lastId()) {
            throw new IllegalStateException("a new gate result is not above all that are there: " + result.id());
        }
        Owned key = new Owned(result.runId().value(), result.id());
        slot.replace(new Table(result.id(), slot.table().byRun().plus(key, result)));
    }

    /** Hold gate results by run, then by id. Immutable. */
    record Table(long lastId, TreePMap<Owned, GateResult> byRun) {
        static final Table EMPTY = new Table(0, TreePMap.empty());
    }
}
