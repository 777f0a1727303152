package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Bring a PostgreSQL database to the current schema, unless it is not ours to change. */
final class PostgresSchema {
    /** The first version that is tested, as the server counts it. */
    private static final int OLDEST_SERVER = 140_000;
    // Held, because a logger that nobody holds forgets its level.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private PostgresSchema() {}

    /**
     * Migrate the tables in the connection's schema, which are made if they are not there. Several servers may do
     * this at once: one does, the others wait.
     *
     * @return a text that tells this tracker from others in the same database
     */
    static String migrate(PostgresSettings settings) {
        try (Connection connection = PostgresConnections.open(settings);
                Statement statement = connection.createStatement()) {
            checkServer(text(statement, "select current_setting('server_version_num')"), settings);
            String schema = text(statement, "select coalesce(current_schema(), '')");
            if (schema.isEmpty()) {
                throw new StoreException(
                        "the database has no schema for the tracker's tables, or none that this user may use: "
                                + settings);
            }
            checkOrigin(statement, settings);
            migrate(settings, schema);
            return schema;
        } catch (SQLException problem) {
            throw new StoreException(
                    "the database " + settings + " cannot be opened: " + PostgresMessage.behind(problem), problem);
        }
    }

    private static void migrate(PostgresSettings settings, String schema) {
        if (FLYWAY.getLevel() == null) {
            FLYWAY.setLevel(Level.WARNING);
        }
        try {
            Flyway flyway = Flyway.configure(PostgresSchema.class.getClassLoader())
                    .dataSource(PostgresConnections.source(settings))
                    .locations("classpath:db/migration/postgresql")
                    .defaultSchema(schema)
                    .load();
            if (Arrays.stream(flyway.info().applied())
                    .anyMatch(migration -> !migration.getState().isResolved())) {
                throw new StoreException("the database was made by a newer version of this program: " + settings);
            }
            flyway.migrate();
        } catch (FlywayException | SQLException problem) {
            throw new StoreException(
                    "the database cannot be brought to the current schema: " + settings + ": "
                            + PostgresMessage.behind(problem),
                    problem);
        }
    }

    private static void checkServer(String version, PostgresSettings settings) {
        if (Integer.parseInt(version) < OLDEST_SERVER) {
            throw new StoreException(
                    "PostgreSQL 14 or newer is needed, but " + settings + " is " + Integer.parseInt(version) / 10_000);
        }
    }

    /** Refuse tables that are called as ours and are not. */
    private static void checkOrigin(Statement statement, PostgresSettings settings) throws SQLException {
        boolean taken = text(statement, "select coalesce(to_regclass('tasks')::text, '')")
                        .length()
                > 0;
        boolean ours = text(statement, "select coalesce(to_regclass('stage_figure_changes')::text, '')")
                        .length()
                > 0;
        if (taken && !ours) {
            throw new StoreException("the database belongs to another program: " + settings);
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
