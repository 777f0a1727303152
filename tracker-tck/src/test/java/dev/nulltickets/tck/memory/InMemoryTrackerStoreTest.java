package dev.nulltickets.tck.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.Stage;
import dev.nulltickets.core.spi.PipelineReader;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TaskStore;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import dev.nulltickets.tck.SettableClock;
import dev.nulltickets.tck.StoreFactory;
import dev.nulltickets.tck.TrackerStoreContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Prove the contract, and what this store promises beyond it. */
final class InMemoryTrackerStoreTest implements TrackerStoreContract {
    private static final AgentRole CODER = new AgentRole("coder");

    private final TrackerStore store = InMemoryTrackerStore.open(SettableClock.at(Instant.EPOCH));

    @Override
    public StoreFactory stores() {
        return StoreFactory.forgetful(InMemoryTrackerStore::open);
    }

    @Test
    void refusesATransactionInsideAnother() {
        List<Supplier<Object>> inner = List.of(() -> store.write(ReadTx::now), () -> store.read(ReadTx::now), () -> {
            store.close();
            return true;
        });
        for (Supplier<Object> transaction : inner) {
            assertThatThrownBy(() -> store.write(tx -> transaction.get())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> store.read(tx -> transaction.get())).isInstanceOf(IllegalStateException.class);
        }
        assertThat(store.<Instant>read(ReadTx::now)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void refusesASmallStoreAfterItsTransaction() {
        TaskStore tasks = store.<TaskStore>write(tx -> tx.tasks());
        PipelineReader pipelines = store.<PipelineReader>read(tx -> tx.pipelines());
        assertThatThrownBy(() -> tasks.insert(task(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(pipelines::list).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesATransactionOnAnotherThread() {
        store.<Boolean>write(tx -> {
            TaskStore tasks = tx.tasks();
            assertThatThrownBy(() -> CompletableFuture.runAsync(() -> tasks.insert(task(1)))
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> CompletableFuture.supplyAsync(tx::now).join())
                    .hasCauseInstanceOf(IllegalStateException.class);
            return true;
        });
    }

    @Test
    void givesUpOnWorkThatIsAlwaysStale() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> store.write(tx -> {
                    runs.incrementAndGet();
                    throw new StaleDataException("always");
                }))
                .isInstanceOf(StoreException.class);
        assertThat(runs).hasValue(100);
        assertThat(store.<Instant>write(ReadTx::now)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void callsListenersBeforeTheWriteReturnsAndOutsideOfIt() {
        List<Object> calls = new ArrayList<>();
        store.onWork(signal -> calls.add(store.<Boolean>write(
                tx -> tx.tasks().best(signal.role(), new AgentId("ada")).isPresent())));
        store.<Boolean>write(tx -> {
            tx.tasks().insert(task(1));
            return true;
        });
        assertThat(calls).containsExactly(true);
    }

    @Test
    void refusesAnUpdateThatIsNotTheNextRevision() {
        Task task = task(1);
        store.<Boolean>write(tx -> {
            tx.tasks().insert(task);
            return true;
        });
        assertThatThrownBy(() -> store.write(tx -> tx.tasks().update(task, task)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Task task(int number) {
        PipelineId pipeline = new PipelineId("pipeline");
        return TaskLifecycle.create(
                new TaskId("task " + number),
                pipeline,
                new Stage("todo", CODER, null, false),
                NewTask.of(pipeline, "title", ""),
                0,
                Instant.EPOCH);
    }
}
