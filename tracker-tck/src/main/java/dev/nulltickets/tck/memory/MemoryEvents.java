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
        insert(new Event(id, run, task, at, kind, data));
        return id;
    }

    @Override
    public void insert(Event event) {
        if (event.id() <= slot.table().lastId()) {
            throw new IllegalStateException("a new event is not above all that are there: " + event.id());
        }
        Owned key = new Owned(event.runId().value(), event.id());
        slot.replace(new Table(event.id(), slot.table().byRun().plus(key, event)));
    }

    /** Hold events by run, then by id. Immutable. */
    record Table(long lastId, TreePMap<Owned, Event> byRun) {
        static final Table EMPTY = new Table(0, TreePMap.empty());
    }
}
