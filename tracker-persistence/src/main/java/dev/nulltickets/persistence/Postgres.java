package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;

/**
 * Open trackers that are kept in a PostgreSQL database, by any number of servers at once.
 *
 * @since 0.2.0
 */
public final class Postgres {
    private Postgres() {}

    /**
     * Open a database, after bringing it to the current schema. The tracker's tables are in the schema that comes first in
     * the user's {@code search_path}, or that the driver's property {@code currentSchema} names; they are made there if
     * they are not there.
     *
     * @throws StoreException if the database cannot be reached, refuses the user, is older than PostgreSQL 14, or holds
     *     the tables of another program or of a newer version of this one; the message says which
     */
    public static TrackerStore open(PostgresSettings settings) {
        return PostgresStore.start(settings, PostgresSchema.migrate(settings));
    }
}
