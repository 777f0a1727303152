package dev.nulltickets.tck.memory;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.spi.EventStore;
import java.time.Instant;
import java.util.List;
import org.pcollections.TreePMap;

/** Keep events. */
final class MemoryEvents implements EventStore {
    private final Slot<Table> slot;

    MemoryEvents(Slot<Table> slot) {
        this.slot = slot;
    }

    Table outcome() {
        return slot.outcome();
    }

    @Override
    public List<Event> list(RunId run, long after, int limit) {
        return slot.table().byRun().tailMap(new Owned(run.value(), after), false).values().stream()
                .takeWhile(event -> event.runId().equals(run))
                .limit(limit)
                .toList();
    }

    @Override
    public long append(RunId run, TaskId task, Instant at, String kind, JsonText data) {
        long id = slot.table().lastId() + 1;
        Event event = new Event(id, run, task, at, kind, data);
        slot.replace(new Table(id, slot.table().byRun().plus(new Owned(run.value(), id), event)));
        return id;
    }

    /** Hold events by run, then by id. Immutable. */
    record Table(long lastId, TreePMap<Owned, Event> byRun) {
        static final Table EMPTY = new Table(0, TreePMap.empty());
    }
}
