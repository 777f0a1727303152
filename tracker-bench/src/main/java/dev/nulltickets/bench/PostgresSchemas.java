package dev.nulltickets.bench;

import dev.nulltickets.persistence.PostgresSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Make schemas in a database of PostgreSQL, one for each run.
 *
 * @param address {@code postgresql://user@host:5432/name}
 */
record PostgresSchemas(String address) {
    /** As the store has it: of a table that was empty a moment ago the planner would read and sort all. */
    private static final String PLANS =
            "set enable_seqscan = off; set enable_sort = off; set enable_incremental_sort = off; set jit = off";

    /** Make an empty schema. */
    Made make() {
        Made made = new Made(address, "bench_" + Long.toString(System.nanoTime(), Character.MAX_RADIX));
        made.run("create schema " + made.name());
        return made;
    }

    /** Hold a schema for one run, and remove it with all that is in it. */
    record Made(String address, String name) implements AutoCloseable {
        /** Return how a store opens it. */
        PostgresSettings settings() {
            return PostgresSettings.of(served());
        }

        /** Return how a server opens it. */
        String served() {
            return address + (address.contains("?") ? "&" : "?") + "currentSchema=" + name;
        }

        /** Open a connection that is used for nothing but statements of its own. */
        Connection connect() throws SQLException {
            PostgresSettings settings = settings();
            Properties properties = new Properties();
            properties.putAll(settings.properties());
            properties.put("prepareThreshold", "1");
            String url = "jdbc:postgresql://%s/%s"
                    .formatted(settings.address().hosts(), settings.address().database());
            Connection connection = DriverManager.getConnection(url, properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute(PLANS);
            }
            return connection;
        }

        /** Copy all tasks of a state so many times. */
        void copy(String state, int copies) {
            try (Connection connection = connect()) {
                new PostgresCopies(connection).make(state, copies);
            } catch (SQLException problem) {
                throw new IllegalStateException(problem);
            }
        }

        /** Do at once what autovacuum and the checkpoint would do in the middle of a measurement. */
        void settle() {
            run("vacuum (analyze) tasks, runs, leases, dependencies, assignments, stage_figures, stage_figure_changes");
            run("checkpoint");
        }

        @Override
        public void close() {
            run("drop schema " + name + " cascade");
        }

        private void run(String sql) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException problem) {
                throw new IllegalStateException(problem);
            }
        }
    }
}
