package dev.nulltickets.core.spi;

import dev.nulltickets.core.run.Run;

/**
 * Keep runs.
 *
 * @since 0.1.0
 */
public interface RunStore extends RunReader {
    /** Add a run that has just started. Its id, and its attempt among its task's, must be new. */
    void insert(Run run);

    /** Store the end of a run. Return false, and change nothing, if it is not {@code running} any more. */
    boolean finish(Run ended);
}
