package dev.nulltickets.core.trace;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Say which run and which task spans belong to. Neither need be there.
 *
 * @since 0.1.0
 */
public record TraceLink(@Nullable RunId run, @Nullable TaskId task) {
    /** Belong to nothing. */
    public static final TraceLink NONE = new TraceLink(null, null);

    /** Say whether this names neither. */
    public boolean isNone() {
        return run == null && task == null;
    }
}
