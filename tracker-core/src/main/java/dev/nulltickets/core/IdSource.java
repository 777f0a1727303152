package dev.nulltickets.core;

import java.time.Instant;

/**
 * Make the ids of new rows. Safe for use by several threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface IdSource {
    /**
     * Make an id that was never made before and sorts after every id that this source has made before.
     *
     * @param now the time of the transaction that will store it
     */
    String next(Instant now);
}
