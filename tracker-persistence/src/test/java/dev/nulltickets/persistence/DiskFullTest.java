package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.Task;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that a store survives what its surroundings do to it: a full disk, a connection that breaks. */
class DiskFullTest {
    @TempDir
    private Path directory;

    private final List<Connection> writers = new ArrayList<>();
    private TrackerStore store;

    @BeforeEach
    void open() {
        Path file = DatabaseFile.locate(directory.resolve("full.db"));
        SqliteSettings settings = SqliteSettings.of(file);
        Connections connections = new Connections(file, settings);
        DatabaseLock lock = DatabaseLock.acquire(file);
        Schema.migrate(file);
        store = SqliteStore.start(
                () -> new Statements(() -> seen(connections.writer())),
                () -> new Statements(connections::reader),
                settings,
                lock);
        store.write(tx -> tx.pipelines().insert(Given.PIPELINE));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFullDiskFailsTheCallersAndLosesNothingThatWasAcknowledged() throws SQLException {
        run("pragma max_page_count = 150");
        int kept = fill();
        assertThat(kept).isPositive();
        for (int again = 0; again < 3; again++) {
            assertThatThrownBy(() -> store.write(tx -> {
                        tx.tasks().insert(sized("huge", 1_000_000));
                        return true;
                    }))
                    .isInstanceOf(StoreException.class);
        }
        for (int number = 0; number < kept; number++) {
            TaskId id = new TaskId("task " + number);
            assertThat(store.<Boolean>read(tx -> tx.tasks().find(id).isPresent()))
                    .isTrue();
        }
        assertThat(tasks()).isEqualTo(kept);

        run("pragma max_page_count = 100000");
        assertThat(written("when there is room again")).isNull();
        assertThat(tasks()).isEqualTo(kept + 1);
        assertThat(writers).hasSize(1);
    }

    @Test
    void workThatHidesTheFailureIsUndoneAllTheSame() throws SQLException {
        run("pragma max_page_count = 150");
        int kept = fill();
        AtomicReference<@Nullable Throwable> second = new AtomicReference<>();
        assertThatThrownBy(() -> store.write(tx -> {
                    assertThatThrownBy(() -> tx.tasks().insert(sized("lost", 1_000_000)))
                            .isInstanceOf(StoreException.class);
                    try {
                        tx.tasks().insert(Given.task("alone"));
                    } catch (StoreException refused) {
                        second.set(refused);
                    }
                    return true;
                }))
                .isInstanceOf(StoreException.class);
        assertThat(second.get()).isNotNull();
        run("pragma max_page_count = 100000");
        assertThat(tasks()).isEqualTo(kept);
        assertThat(store.<Boolean>read(
                        tx -> tx.tasks().find(new TaskId("alone")).isPresent()))
                .isFalse();
    }

    @Test
    void aBrokenConnectionIsReplaced() throws SQLException {
        assertThat(written("before")).isNull();
        writers.getFirst().close();
        assertThat(written("after")).isNull();
        assertThat(writers).hasSize(2);
        assertThat(tasks()).isEqualTo(2);
    }

    @Test
    void aTransactionThatWasLeftOpenIsReplacedWithItsConnection() throws SQLException {
        run("begin");
        assertThat(written("after")).isNull();
        assertThat(writers).hasSize(2);
    }

    private int fill() {
        for (int number = 0; number < 1000; number++) {
            if (written("task " + number) != null) {
                return number;
            }
        }
        return fail("the disk is never full");
    }

    private @Nullable Throwable written(String id) {
        try {
            store.write(tx -> {
                tx.tasks().insert(sized(id, 10_000));
                return true;
            });
            return null;
        } catch (StoreException refused) {
            return refused;
        }
    }

    private static Task sized(String id, int characters) {
        return Given.task(id, NewTask.of(Given.PIPELINE.id(), "title", "x".repeat(characters)), 0);
    }

    private long tasks() {
        return store.read(tx -> tx.figures().stages().stream()
                .mapToLong(figure -> figure.tasks())
                .sum());
    }

    private Connection seen(Connection connection) {
        writers.add(connection);
        return connection;
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = writers.getLast().createStatement()) {
            statement.execute(sql);
        }
    }
}
