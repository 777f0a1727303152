package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.Event;
import java.util.List;

/**
 * Read events.
 *
 * @since 0.1.0
 */
public interface EventReader {
    /**
     * Return the first {@code limit} events of a run whose id is above {@code after}, by id. No event with a lower id
     * than one that was returned is committed later.
     */
    List<Event> list(RunId run, long after, int limit);
}
