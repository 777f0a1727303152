package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.ADA;
import static dev.nulltickets.tck.Samples.CODER;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.lease;
import static dev.nulltickets.tck.Samples.pipeline;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.FigureReader.StageFigure;
import dev.nulltickets.core.spi.IdempotencyStore.StoredAnswer;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Dependency;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.TrackerStore#close} promises, and what outlives it.
 *
 * @since 0.1.0
 */
public interface LifecycleContract extends StoreContract {
    @Test
    default void aClosedStoreRefusesEverything(StoreFixture fixture) {
        fixture.keep(task(1));
        fixture.store().close();
        assertThatThrownBy(() -> fixture.change(tx -> tx.pipelines().insert(pipeline(9, "late"))))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(fixture::now).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> fixture.store().onWork(signal -> {})).isInstanceOf(StoreException.class);
    }

    @Test
    default void aStoreMayBeClosedTwice(StoreFixture fixture) {
        fixture.store().close();
        fixture.store().close();
        assertThatThrownBy(fixture::now).isInstanceOf(StoreException.class);
    }

    @Test
    default void closingFinishesTheWriteThatIsUnderWay(StoreFixture fixture) {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        FutureTask<Boolean> writing = Crowd.alone(() -> fixture.<Boolean>write(tx -> {
            inside.countDown();
            Crowd.pass(closing);
            return tx.pipelines().insert(pipeline(1, "under way"));
        }));
        Crowd.pass(inside);
        FutureTask<Boolean> close = Crowd.alone(() -> {
            closing.countDown();
            fixture.store().close();
            return true;
        });
        assertThat(Crowd.result(writing)).isTrue();
        assertThat(Crowd.result(close)).isTrue();
    }

    @Test
    default void writesAreRefusedOnceTheStoreIsClosedAmongThem(StoreFixture fixture) {
        assertThat(writtenUntilClosed(fixture)).isNotEmpty();
    }

    @Test
    default void whatReturnedBeforeTheStoreWasClosedOutlivesIt(StoreFixture fixture) {
        Set<String> returned = writtenUntilClosed(fixture);
        fixture.reopen();
        assertThat(fixture.<List<String>>read(
                        tx -> tx.pipelines().list().stream().map(Pipeline::name).toList()))
                .containsAll(returned);
    }

    @Test
    default void whatWasWrittenOutlivesTheStore(StoreFixture fixture) {
        Task waiting = fixture.keep(task(1).state(TaskState.BLOCKED));
        Task ready = fixture.keep(task(2).priority(3).counts(2, 1, 0));
        fixture.change(tx -> writeAround(tx, waiting, ready));
        String before = Dump.of(fixture);

        fixture.reopen();

        assertThat(Dump.of(fixture)).isEqualTo(before);
        assertThat(fixture.<Boolean>write(
                        tx -> tx.tasks().best(CODER, ADA).orElseThrow().equals(ready)))
                .isTrue();
        Figures.assertStages(
                fixture,
                new StageFigure(ready.pipelineId(), "todo", TaskState.READY, 1, 1),
                new StageFigure(ready.pipelineId(), "todo", TaskState.BLOCKED, 1, 0));
        Figures.assertLiveLeases(fixture, START.minusSeconds(1), 1);
    }

    @Test
    default void idsGoOnGrowingAfterReopening(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Run run = fixture.start(run(1, task, 1));
        long event = appendEvent(fixture, run);
        long gate = appendGate(fixture, run);
        fixture.reopen();
        assertThat(appendEvent(fixture, run)).isGreaterThan(event);
        assertThat(appendGate(fixture, run)).isGreaterThan(gate);
    }

    /** Close the store while several threads write, and return the names of the pipelines whose writes returned. */
    private static Set<String> writtenUntilClosed(StoreFixture fixture) {
        Set<String> returned = ConcurrentHashMap.newKeySet();
        FutureTask<Boolean> writing = Crowd.alone(() -> {
            Crowd.each(4, writer -> writeUntilClosed(fixture, writer, returned));
            return true;
        });
        while (!writing.isDone() && returned.size() < 40) {
            Thread.onSpinWait();
        }
        fixture.store().close();
        assertThat(Crowd.result(writing)).isTrue();
        return returned;
    }

    private static void writeUntilClosed(StoreFixture fixture, int writer, Set<String> returned) {
        for (int i = 0; i < 1_000_000; i++) {
            Pipeline pipeline = pipeline(1_000_000L * writer + i, "pipeline " + writer + " " + i);
            try {
                fixture.change(tx -> tx.pipelines().insert(pipeline));
            } catch (StoreException closed) {
                return;
            }
            returned.add(pipeline.name());
        }
        throw new AssertionError("writes go on after the store was closed");
    }

    private static void writeAround(Tx tx, Task waiting, Task ready) {
        tx.dependencies().insert(new Dependency(waiting.id(), ready.id(), true, START));
        tx.dependencies().defer(ready.id());
        tx.assignments().activate(ready.id(), ADA, "lead", START);
        Run run = run(1, waiting, 1);
        tx.runs().insert(run);
        tx.leases().grant(lease(1, run, waiting, START));
        tx.events().append(run.id(), waiting.id(), START, "note", JsonText.of("{\"k\": 1}"));
        tx.gates()
                .append(
                        run.id(),
                        waiting.id(),
                        START,
                        new NewGateResult("tests", GateStatus.FAIL, JsonText.EMPTY_OBJECT, null));
        String hash = "a".repeat(64);
        tx.idempotency().put(new StoredAnswer(hash, hash, "", "sealed", START, START));
    }

    private static long appendEvent(StoreFixture fixture, Run run) {
        return fixture.write(tx -> tx.events().append(run.id(), run.taskId(), START, "note", JsonText.EMPTY_OBJECT));
    }

    private static long appendGate(StoreFixture fixture, Run run) {
        NewGateResult result = new NewGateResult("tests", GateStatus.PASS, JsonText.EMPTY_OBJECT, null);
        return fixture.write(tx -> tx.gates().append(run.id(), run.taskId(), START, result));
    }
}
