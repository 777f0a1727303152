package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.tck.SettableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Prove of transactions that lock the same that they do so in the same order, and so never wait for each other. */
class LockOrderTest {
    @Test
    void anExportThatNamesATaskAndHousekeepingThatTakesItBack() throws Exception {
        SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
        PostgresSettings settings =
                TestPostgres.schema("lock_order" + System.nanoTime()).withClock(clock);
        try (TrackerStore store = Postgres.open(settings)) {
            Tracker tracker = new Tracker(store);
            TaskId task = overdueTask(tracker, clock);
            AtomicInteger runs = new AtomicInteger();
            Thread housekeeper =
                    Thread.ofPlatform().unstarted(() -> tracker.housekeeping().run());
            boolean found = store.write(tx -> {
                // What deadlocks is run again.
                boolean first = runs.incrementAndGet() == 1;
                long batch = tx.traces().append(tx.now(), "", TraceEncoding.BLOB, new byte[1], 0);
                if (first) {
                    housekeeper.start();
                    awaitOneThatWaits();
                }
                return batch > 0 && tx.tasks().find(task).isPresent();
            });
            housekeeper.join();
            assertThat(found).isTrue();
            assertThat(runs).hasValue(1);
        }
    }

    private static TaskId overdueTask(Tracker tracker, SettableClock clock) {
        PipelineId pipeline = tracker.pipelines().create("p", PipelineDefinition.parse("""
                        {"initial":"a","states":{"a":{"agent_role":"r"},"b":{"terminal":true}},
                         "transitions":[{"from":"a","to":"b","trigger":"t"}]}"""));
        TaskId task = tracker.tasks().create(NewTask.of(pipeline, "title", ""));
        assertThat(tracker.leases().claim(ClaimRequest.of("agent", "r"))).isPresent();
        clock.advance(Duration.ofHours(1));
        return task;
    }

    /** Wait until a transaction waits for what is locked as a number, and has found that this is no deadlock yet. */
    private static void awaitOneThatWaits() {
        try (Connection connection = PostgresConnections.open(TestPostgres.schema("lock_order"));
                Statement statement = connection.createStatement()) {
            String waits = "select 1 from pg_locks where locktype = 'advisory' and not granted"
                    + " and waitstart < clock_timestamp() - 4 * current_setting('deadlock_timeout')::interval";
            while (TestPostgres.column(statement.executeQuery(waits)).isEmpty()) {
                Thread.onSpinWait();
            }
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
