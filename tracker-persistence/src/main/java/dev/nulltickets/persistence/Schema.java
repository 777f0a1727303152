package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Bring a database to the current schema, unless it is not ours to change. */
final class Schema {
    /** What the first migration writes into the file's head. */
    private static final int APPLICATION_ID = 0x6e546b74;

    /** The first SQLite that does not corrupt a database whose log is reset by one of several connections. */
    private static final String OLDEST_SQLITE = "3.51.3";

    // Held, because a logger that nobody holds forgets its level.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private Schema() {}

    /** Migrate the database, which is made if it is not there. */
    static void migrate(Path file) {
        checkOrigin(file);
        if (FLYWAY.getLevel() == null) {
            FLYWAY.setLevel(Level.WARNING);
        }
        try {
            Flyway flyway = flyway(file);
            if (Arrays.stream(flyway.info().applied()).anyMatch(Schema::isUnknown)) {
                throw new StoreException("the database was made by a newer version of this program: " + file);
            }
            flyway.migrate();
        } catch (FlywayException problem) {
            throw new StoreException("the database cannot be brought to the current schema: " + file, problem);
        }
    }

    private static Flyway flyway(Path file) {
        SQLiteDataSource source = new SQLiteDataSource(new SQLiteConfig());
        source.setUrl(Connections.url(file));
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration/sqlite")
                .load();
    }

    private static boolean isUnknown(MigrationInfo migration) {
        return !migration.getState().isResolved();
    }

    private static void checkOrigin(Path file) {
        try (Connection connection = new SQLiteConfig().createConnection(Connections.url(file));
                Statement statement = connection.createStatement()) {
            checkVersion(text(statement, "select sqlite_version()"));
            boolean ours = isOurs(statement);
            // A first start that was cut short may have left Flyway's own table, and nothing else.
            boolean empty = text(
                            statement,
                            "select count(*) from sqlite_schema where name not like 'flyway%'"
                                    + " and name not like 'sqlite%'")
                    .equals("0");
            if (!ours && !empty) {
                throw new StoreException(
                        isReference(statement)
                                ? "the database was made by another nullTickets; copy it with `nulltickets import`: "
                                        + file
                                : "the database belongs to another program: " + file);
            }
        } catch (SQLException problem) {
            throw new StoreException("the database cannot be opened: " + file + ": " + problem.getMessage(), problem);
        }
    }

    /** Refuse a database that was not made by this program. */
    static void checkOurs(Connection connection, Path file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!isOurs(statement)) {
                throw new StoreException("the database is not one of this program: " + file);
            }
        }
    }

    private static boolean isOurs(Statement statement) throws SQLException {
        return text(statement, "pragma application_id").equals(Integer.toString(APPLICATION_ID));
    }

    static void checkVersion(String sqlite) {
        if (Arrays.compare(numbers(sqlite), numbers(OLDEST_SQLITE)) < 0) {
            throw new StoreException("SQLite " + OLDEST_SQLITE + " or newer is needed, but this is " + sqlite);
        }
    }

    private static int[] numbers(String version) {
        return Pattern.compile("\\.")
                .splitAsStream(version)
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static boolean isReference(Statement statement) throws SQLException {
        return text(statement, "select count(*) from pragma_table_info('pipelines') where name = 'definition_json'")
                .equals("1");
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.getString(1);
        }
    }
}
