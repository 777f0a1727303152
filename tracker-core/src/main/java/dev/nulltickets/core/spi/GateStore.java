package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.NewGateResult;
import java.time.Instant;

/**
 * Keep gate results.
 *
 * @since 0.1.0
 */
public interface GateStore extends GateReader {
    /** Add a result, and return its id: at least 1, and above that of every result before. Ids may have gaps. */
    long append(RunId run, TaskId task, Instant at, NewGateResult result);

    /** Add a result that another store has kept. Its id must be above that of every result before. */
    void insert(GateResult result);
}
