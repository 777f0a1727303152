package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Open trackers that are kept in a PostgreSQL database, by any number of servers at once.
 *
 * @since 0.1.0
 */
public final class Postgres {
    private Postgres() {}

    /**
     * Open a database, after bringing it to the current schema. The tracker's tables are in the schema that comes
     * first in the user's {@code search_path}, or that the driver's property {@code currentSchema} names; they are
     * made there if they are not there.
     *
     * @throws StoreException if the database cannot be reached, refuses the user, is older than PostgreSQL 14, or holds
     *     the tables of another program or of a newer version of this one; the message says which
     */
    public static TrackerStore open(PostgresSettings settings) {
        return PostgresStore.start(settings, PostgresSchema.migrate(settings));
    }

    /**
     * Copy everything from a SQLite database, which nobody may use meanwhile, into a PostgreSQL database that holds
     * nothing yet: all of it or nothing. The old database is left as it is, but for an older schema, which is brought
     * to the current one.
     *
     * @return how many rows each table has, which was compared on both sides
     * @throws StoreException if one of the databases cannot be used, or the new one is not empty; the message says
     *     which
     */
    public static Map<String, Long> copy(SqliteSettings from, PostgresSettings to) {
        Path file = DatabaseFile.locate(from.file());
        if (!Files.exists(file)) {
            throw new StoreException("there is no database " + file);
        }
        try (DatabaseLock lock = DatabaseLock.acquire(file)) {
            Schema.migrate(file);
            PostgresSchema.migrate(to);
            return copied(new Connections(file, from), to);
        } catch (SQLException problem) {
            throw new StoreException(
                    "the database " + file + " cannot be copied to " + to + ": " + PostgresMessage.behind(problem),
                    problem);
        }
    }

    private static Map<String, Long> copied(Connections from, PostgresSettings to) throws SQLException {
        try (Connection source = from.reader();
                Connection target = PostgresConnections.open(to.withProperty("reWriteBatchedInserts", "true"))) {
            target.setAutoCommit(false);
            Map<String, Long> rows = DatabaseCopy.run(source, target);
            target.commit();
            return rows;
        }
    }
}
