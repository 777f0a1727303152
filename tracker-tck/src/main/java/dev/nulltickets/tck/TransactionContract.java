package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.lease;
import static dev.nulltickets.tck.Samples.pipeline;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactId;
import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.spi.IdempotencyStore.StoredAnswer;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Dependency;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.task.TaskState;
import dev.nulltickets.core.trace.TraceEncoding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.TrackerStore#write} promises of one transaction.
 *
 * @since 0.1.0
 */
public interface TransactionContract extends StoreContract {
    @Test
    default void writesAndReadsReturnWhatTheirWorkReturned(StoreFixture fixture) {
        Object result = new Object();
        assertThat(fixture.<Object>write(tx -> result)).isSameAs(result);
        assertThat(fixture.<Object>read(tx -> result)).isSameAs(result);
    }

    @Test
    default void whatAWorkThrowsReachesTheCaller(StoreFixture fixture) {
        Rejection refusal = new Rejection.ValidationFailed("no");
        for (Throwable thrown :
                List.of(refusal.asException(), new IllegalArgumentException("bug"), new AssertionError("worse bug"))) {
            assertThat(catchThrowable(() -> fixture.change(tx -> raise(thrown))))
                    .isSameAs(thrown);
            assertThat(catchThrowable(() -> fixture.read(tx -> {
                        raise(thrown);
                        return true;
                    })))
                    .isSameAs(thrown);
        }
        assertThat(fixture.keep(task(1))).isNotNull();
    }

    @Test
    default void aRefusedWorkLeavesNothingInAnyStore(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Task other = fixture.keep(task(2).scheduledFor(START));
        Run run = fixture.start(run(1, task, 1));
        fixture.change(tx -> tx.dependencies().insert(new Dependency(task.id(), other.id(), true, START)));
        String before = Dump.of(fixture);

        for (Throwable thrown : List.of(
                new Rejection.ValidationFailed("no").asException(),
                new IllegalStateException("bug"),
                new AssertionError("worse bug"))) {
            assertThat(catchThrowable(() -> fixture.change(tx -> {
                        writeToEveryStore(tx, task, other, run);
                        raise(thrown);
                    })))
                    .isSameAs(thrown);
            assertThat(Dump.of(fixture)).isEqualTo(before);
        }

        fixture.change(tx -> writeToEveryStore(tx, task, other, run));
        assertThat(Dump.of(fixture)).isNotEqualTo(before);
    }

    @Test
    default void aRefusalThatTheWorkCaughtUndoesNothing(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        fixture.change(tx -> {
            tx.tasks().insert(task(2).made());
            assertThatThrownBy(() -> raise(new Rejection.ValidationFailed("no").asException()))
                    .isInstanceOf(RejectedException.class);
            tx.tasks().insert(task(3).made());
        });
        assertThat(ids(fixture)).containsExactly(task.id().value(), Samples.id(2, 2), Samples.id(2, 3));
    }

    @Test
    default void aWorkSeesItsOwnWrites(StoreFixture fixture) {
        fixture.change(tx -> {
            StoreFixture.keepPipelines(tx);
            Task task = task(1).made();
            tx.tasks().insert(task);
            assertThat(tx.tasks().find(task.id())).contains(task);
            assertThat(tx.tasks().list(TaskFilter.ALL, null, 10)).containsExactly(task);
            assertThat(tx.tasks().best(Samples.CODER, Samples.ADA)).contains(task);
            Task leased = TaskSample.after(task).state(TaskState.LEASED).made();
            assertThat(tx.tasks().update(task, leased)).isTrue();
            assertThat(tx.tasks().best(Samples.CODER, Samples.ADA)).isEmpty();
            Run run = run(1, leased, 1);
            tx.runs().insert(run);
            assertThat(tx.runs().latest(task.id())).contains(run);
            tx.leases().grant(lease(1, run, leased, START));
            assertThat(tx.leases().held(Samples.stageOf(leased), 5)).isEqualTo(1);
            assertThat(tx.leases().overdue(START, 5)).hasSize(1);
            long event = tx.events().append(run.id(), task.id(), START, "note", JsonText.EMPTY_OBJECT);
            assertThat(tx.events().list(run.id(), event - 1, 5)).hasSize(1);
            assertThat(tx.pipelines().list()).hasSize(Samples.PIPELINES.size());
        });
    }

    @Test
    default void staleWorkIsRunAgainFromTheStart(StoreFixture fixture) {
        AtomicInteger runs = new AtomicInteger();
        assertThatCode(() -> fixture.change(tx -> {
                    assertThat(tx.pipelines().insert(pipeline(1, "build"))).isTrue();
                    if (runs.incrementAndGet() < 4) {
                        throw new StaleDataException("try again");
                    }
                }))
                .doesNotThrowAnyException();
        assertThat(runs).hasValue(4);
        assertThat(fixture.<Integer>read(tx -> tx.pipelines().list().size())).isEqualTo(1);
    }

    @Test
    default void aTransactionSeesOneInstantToTheMillisecond(StoreFixture fixture) {
        fixture.clock().turnTo(START.plusNanos(1_999_999));
        fixture.change(tx -> {
            assertThat(tx.now()).isEqualTo(tx.now().truncatedTo(ChronoUnit.MILLIS));
            fixture.clock().advance(Duration.ofSeconds(5));
            assertThat(tx.now()).isEqualTo(tx.now());
        });
        Instant read = fixture.now();
        assertThat(read).isEqualTo(read.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    default void theTimeOfATransactionIsTheClocks(StoreFixture fixture) {
        fixture.assumeFollowsClock();
        fixture.clock().turnTo(START.plusNanos(1_999_999));
        assertThat(fixture.now()).isEqualTo(START.plusMillis(1));
        fixture.clock().advance(Duration.ofSeconds(5));
        assertThat(fixture.<Instant>write(ReadTx::now)).isEqualTo(START.plusMillis(5001));
        fixture.clock().turnTo(START.minusSeconds(1));
        assertThat(fixture.<Instant>write(ReadTx::now)).isEqualTo(START.minusSeconds(1));
    }

    @Test
    default void aTransactionIsRefusedAfterItsFunctionReturned(StoreFixture fixture) {
        Tx written = fixture.<Tx>write(tx -> tx);
        ReadTx read = fixture.<ReadTx>read(tx -> tx);
        assertThatThrownBy(() -> written.tasks().insert(task(1).made())).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> read.pipelines().list()).isInstanceOf(RuntimeException.class);
        assertThat(ids(fixture)).isEmpty();
    }

    @Test
    default void aTransactionInsideAnotherIsRefusedOrDoneButNeverStuck(StoreFixture fixture) {
        Crowd.result(Crowd.alone(() -> {
            Throwable refused = catchThrowable(() ->
                    fixture.change(outer -> fixture.change(tx -> tx.pipelines().insert(pipeline(1, "inner")))));
            if (refused != null) {
                assertThat(refused).isInstanceOf(IllegalStateException.class);
            }
            return true;
        }));
        assertThat(fixture.<Boolean>write(tx -> tx.pipelines().insert(pipeline(2, "after"))))
                .isTrue();
    }

    private static void writeToEveryStore(Tx tx, Task task, Task other, Run run) {
        tx.pipelines().insert(pipeline(7, "seventh"));
        tx.tasks().insert(task(3).counts(1, 1, 0).made());
        tx.tasks().update(task, TaskSample.after(task).state(TaskState.LEASED).made());
        tx.tasks().update(other, TaskSample.after(other).state(TaskState.READY).made());
        tx.dependencies().insert(new Dependency(other.id(), Samples.taskId(3), true, START));
        tx.dependencies().resolve(task.id(), other.id());
        tx.dependencies().defer(other.id());
        tx.assignments().activate(task.id(), Samples.ADA, null, START);
        Samples.finish(tx, Samples.ended(run, RunStatus.FAILED, "{}", "no"));
        Run second = run(2, task, 2);
        tx.runs().insert(second);
        tx.leases().grant(lease(1, second, task, START));
        tx.events().append(run.id(), task.id(), START, "note", JsonText.EMPTY_OBJECT);
        tx.gates()
                .append(
                        run.id(),
                        task.id(),
                        START,
                        new NewGateResult("tests", GateStatus.PASS, JsonText.EMPTY_OBJECT, null));
        tx.artifacts()
                .insert(new Artifact(
                        new ArtifactId(Samples.id(5, 1)),
                        task.id(),
                        run.id(),
                        START,
                        "log",
                        "file:///1",
                        null,
                        null,
                        JsonText.EMPTY_OBJECT));
        Entry entry = new Entry(Samples.NAMESPACES.getFirst(), "key", JsonText.of("\"word\""), START, START);
        tx.entries().put(entry, Shelf.indexOf(entry));
        long batch = tx.traces().append(START, "", TraceEncoding.BLOB, new byte[0], 1);
        tx.traces()
                .add(
                        batch,
                        List.of(new SpanSample(1).run(run.id()).task(task.id()).made()));
        String hash = "a".repeat(64);
        tx.idempotency().put(new StoredAnswer(hash, hash, "", "sealed", START, START));
    }

    private static List<String> ids(StoreFixture fixture) {
        return fixture.read(tx -> tx.tasks().list(TaskFilter.ALL, null, 100).stream()
                .map(task -> task.id().value())
                .toList());
    }

    private static void raise(Throwable thrown) {
        switch (thrown) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalArgumentException(thrown);
        }
    }
}
