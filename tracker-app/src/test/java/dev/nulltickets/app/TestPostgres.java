package dev.nulltickets.app;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Run a PostgreSQL of its own for one test, which it ends with; where none can start, say so loudly and skip the
 * test.
 */
final class TestPostgres implements AutoCloseable {
    private final EmbeddedPostgres server;

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static TestPostgres start() {
        try {
            return new TestPostgres(EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start());
        } catch (IOException | RuntimeException problem) {
            System.err.println("SKIPPED: a test on PostgreSQL, because none can start here: " + problem);
            return abort("PostgreSQL cannot start here: " + problem);
        }
    }

    int port() {
        return server.getPort();
    }

    /** Return what {@code --db} is told. */
    String address() {
        return addressThrough(port());
    }

    /** Return what {@code --db} is told to reach the database through another port. */
    String addressThrough(int port) {
        return "postgresql://postgres@127.0.0.1:" + port + "/postgres";
    }

    /** Run a statement, and return the first column of its first row, if it has any. */
    String run(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                return result.next() ? String.valueOf(result.getString(1)) : "";
            }
        }
    }

    /** End one connection of the trackers, whichever is in the middle of something. */
    void cutOne() throws SQLException {
        run("select pg_terminate_backend(pid) from (select pid from pg_stat_activity where application_name ="
                + " 'nulltickets' order by state = 'idle', random() limit 1) as victim");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
