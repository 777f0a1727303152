package dev.nulltickets.persistence.reference;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.persistence.Sqlite;
import dev.nulltickets.persistence.SqliteSettings;
import dev.nulltickets.tck.SettableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Import an old database that a test describes, at {@link OldTracker#NOW}, and look at what came of it. */
final class Imported implements AutoCloseable {
    final SettableClock clock = SettableClock.at(OldTracker.NOW);
    final TrackerStore store;
    final Tracker tracker;

    Imported(Path directory) {
        store = Sqlite.open(SqliteSettings.of(directory.resolve("new.db")).withClock(clock));
        tracker = new Tracker(store);
    }

    static ImportReport copy(Path directory, OldShape shape, TrackerStore target, Consumer<OldTracker> content) {
        Path file = directory.resolve("old.db");
        try (OldTracker old = OldTracker.create(file, shape)) {
            content.accept(old);
        }
        try (ReferenceDatabase old = ReferenceDatabase.open(file)) {
            return old.copyTo(target);
        }
    }

    Task task(String id) {
        return tracker.tasks().details(new TaskId(id)).task();
    }

    Run run(String id) {
        return tracker.runs().find(new RunId(id));
    }

    List<Event> events(String run) {
        return tracker.runs()
                .events(new RunId(run), PageRequest.<Cursor.Sequence>first(1000))
                .items();
    }

    static AgentId agent(String name) {
        return new AgentId(name);
    }

    @Override
    public void close() {
        store.close();
    }
}
