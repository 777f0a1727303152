package dev.nulltickets.core.spi;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Event;
import java.time.Instant;

/**
 * Keep events, in one sequence for all runs.
 *
 * @since 0.1.0
 */
public interface EventStore extends EventReader {
    /** Add an event, and return its id: at least 1, and above that of every event before. Ids may have gaps. */
    long append(RunId run, TaskId task, Instant at, String kind, JsonText data);

    /** Add an event that another store has kept. Its id must be above that of every event before. */
    void insert(Event event);
}
