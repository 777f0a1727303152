package dev.nulltickets.http;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import dev.nulltickets.persistence.Postgres;
import dev.nulltickets.persistence.PostgresSettings;
import dev.nulltickets.tck.memory.InMemoryTrackerStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Open empty stores of the kind that the system property {@code nulltickets.test.store} names: in memory, or
 * {@code postgresql}, which is one server for all tests of this JVM, and a database for each. Where none can start,
 * say so loudly and skip the tests.
 */
final class TestStores {
    private static final String KIND = System.getProperty("nulltickets.test.store", "memory");
    private static final String TEMPLATE = "tracker_template";

    private static @Nullable EmbeddedPostgres server;
    private static @Nullable String refusal;
    private static int opened;

    private TestStores() {}

    static TrackerStore open(InstantSource clock) {
        return switch (KIND) {
            case "memory" -> InMemoryTrackerStore.open(clock);
            case "postgresql" -> onPostgres(clock);
            default -> throw new IllegalArgumentException("there is no store of the kind " + KIND);
        };
    }

    private static TrackerStore onPostgres(InstantSource clock) {
        String database = newDatabase();
        return new Passing(Postgres.open(settings(server(), database).withClock(clock)), database);
    }

    private static synchronized String newDatabase() {
        String name = "tracker_" + ++opened;
        run(server(), "create database " + name + " template " + TEMPLATE);
        return name;
    }

    private static PostgresSettings settings(EmbeddedPostgres postgres, String database) {
        return PostgresSettings.of("postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/" + database)
                .withConnections(4, 2);
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null && refusal == null) {
            start();
        }
        return server == null ? abort("PostgreSQL cannot start here: " + refusal) : server;
    }

    private static void start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("fsync", "off")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
            run(started, "create database " + TEMPLATE);
            Postgres.open(settings(started, TEMPLATE)).close();
            server = started;
        } catch (IOException | RuntimeException problem) {
            refusal = problem.toString();
            System.err.println("SKIPPED: the HTTP contract on PostgreSQL, because none can start here: " + problem);
        }
    }

    private static void run(EmbeddedPostgres postgres, String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    private static void close(EmbeddedPostgres started) {
        try {
            started.close();
        } catch (IOException left) {
            System.err.println("a PostgreSQL of the tests may go on: " + left);
        }
    }

    /** Drop the database with the store. */
    private record Passing(TrackerStore store, String database) implements TrackerStore {
        @Override
        public <R> R write(Function<? super Tx, ? extends R> work) {
            return store.write(work);
        }

        @Override
        public <R> R read(Function<? super ReadTx, ? extends R> work) {
            return store.read(work);
        }

        @Override
        public Registration onWork(Consumer<? super WorkSignal> listener) {
            return store.onWork(listener);
        }

        @Override
        public void close() {
            store.close();
            run(server(), "drop database if exists " + database + " with (force)");
        }
    }
}
