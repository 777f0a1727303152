package dev.nulltickets.core.spi;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keep runs.
 *
 * @since 0.1.0
 */
public interface RunStore extends RunReader {
    /** Add a run. Its id, and its attempt among its task's, must be new. */
    void insert(Run run);

    /**
     * Store the end of a run. Return false, and change nothing, if it is not {@link RunStatus#RUNNING running}.
     *
     * @param error what failed, or null
     */
    boolean finish(RunId id, RunStatus status, Instant endedAt, JsonText usage, @Nullable String error);
}
