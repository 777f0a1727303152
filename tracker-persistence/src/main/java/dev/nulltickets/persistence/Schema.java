package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.persistence.jooq.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConfig;

/**
 * Bring a database to the current schema, unless it is not ours to change. One that has the schema already, which is
 * nearly every start, is known by the record of its migrations, without Flyway: to load it takes longer than all else.
 */
final class Schema {
    /** What the first migration writes into the file's head. */
    private static final int APPLICATION_ID = 0x6e546b74;

    /** The first SQLite that does not corrupt a database whose log is reset by one of several connections. */
    private static final String OLDEST_SQLITE = "3.51.3";

    private Schema() {}

    /** Migrate the database, which is made if it is not there. */
    static void migrate(Path file) {
        if (isCurrent(file)) {
            return;
        }
        Migrator.migrate(file);
    }

    /** Refuse a database that is not ours, and say whether all migrations are in it and nothing else. */
    private static boolean isCurrent(Path file) {
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
            return ours && applied(statement).equals(Migrations.ALL);
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

    /** Return what Flyway has recorded, in the form of {@link Migrations#ALL}; what failed has no like there. */
    private static List<String> applied(Statement statement) throws SQLException {
        if (text(statement, "select count(*) from sqlite_schema where name = 'flyway_schema_history'")
                .equals("0")) {
            return List.of();
        }
        List<String> migrations = new ArrayList<>();
        try (ResultSet result =
                statement.executeQuery("select version || ':' || checksum || iif(success, '', ' failed')"
                        + " from flyway_schema_history order by installed_rank")) {
            while (result.next()) {
                migrations.add(String.valueOf(result.getString(1)));
            }
        }
        return migrations;
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
