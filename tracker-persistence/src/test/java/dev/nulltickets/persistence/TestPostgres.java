package dev.nulltickets.persistence;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Start one PostgreSQL for all tests of this JVM; where none can start, say so loudly and skip the test. The system
 * property {@code nulltickets.test.postgres} names one that runs already, {@code postgresql://user@host:5432/name},
 * whose user may make schemas and end connections.
 */
final class TestPostgres {
    private static final @Nullable String GIVEN = System.getProperty("nulltickets.test.postgres");

    private static @Nullable EmbeddedPostgres server;
    private static @Nullable String refusal;

    private TestPostgres() {}

    /** Return the settings of a schema of its own, which is made if it is not there. */
    static PostgresSettings schema(String name) {
        run("create schema if not exists " + name);
        return settings().withProperty("currentSchema", name).withConnections(6, 3);
    }

    private static PostgresSettings settings() {
        return PostgresSettings.of(
                GIVEN == null ? "postgresql://postgres@127.0.0.1:" + server().getPort() + "/postgres" : GIVEN);
    }

    /** Return the server, or skip the test. */
    private static synchronized EmbeddedPostgres server() {
        if (server == null && refusal == null) {
            start();
        }
        return server == null ? abort("PostgreSQL cannot start here: " + refusal) : server;
    }

    /** Run a statement as the owner of the server. */
    static void run(String sql) {
        try (Connection connection = PostgresConnections.open(settings());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Return the first column of all rows. */
    static List<String> column(ResultSet rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    }

    private static void start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    // Tests provoke deadlocks, and need not wait a second for each.
                    .setServerConfig("deadlock_timeout", "50ms")
                    .setServerConfig("max_connections", "300")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
            server = started;
        } catch (IOException | RuntimeException problem) {
            refusal = problem.toString();
            System.err.println("SKIPPED: all tests on PostgreSQL, because none can start here: " + problem);
        }
    }

    private static void close(EmbeddedPostgres started) {
        try {
            started.close();
        } catch (IOException left) {
            System.err.println("a PostgreSQL of the tests may go on: " + left);
        }
    }
}
