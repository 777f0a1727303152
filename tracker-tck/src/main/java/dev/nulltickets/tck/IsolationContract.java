package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.pipeline;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.TrackerStore} promises of transactions beside each other.
 *
 * @since 0.1.0
 */
public interface IsolationContract extends StoreContract {
    @Test
    default void aReadKeepsToItsSnapshotAndBlocksNoWrite(StoreFixture fixture) {
        Task before = fixture.keep(task(1));
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        FutureTask<List<Object>> reading = Crowd.alone(() -> fixture.<List<Object>>read(tx -> {
            Object first = seen(tx, before);
            looked.countDown();
            Crowd.pass(written);
            return List.of(first, seen(tx, before));
        }));
        Crowd.pass(looked);
        FutureTask<Task> writing = Crowd.alone(() -> {
            fixture.keep(task(2));
            return fixture.update(before, TaskSample.after(before).counts(1, 0, 0));
        });
        Task after = Crowd.result(writing);
        written.countDown();

        List<Object> views = Crowd.result(reading);
        assertThat(views.get(1)).isEqualTo(views.get(0)).isEqualTo(List.of(before));
        assertThat(fixture.task(before)).isEqualTo(after);
    }

    @Test
    default void aReadDoesNotWaitForAWriteNorSeeIt(StoreFixture fixture) {
        Task before = fixture.keep(task(1));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        FutureTask<Boolean> writing = Crowd.alone(() -> {
            fixture.change(tx -> {
                tx.tasks().insert(task(2).made());
                tx.tasks()
                        .update(before, TaskSample.after(before).counts(1, 0, 0).made());
                written.countDown();
                Crowd.pass(looked);
            });
            return true;
        });
        Crowd.pass(written);
        List<Task> seen = Crowd.result(Crowd.alone(() -> fixture.<List<Task>>read(tx -> seen(tx, before))));
        looked.countDown();
        Crowd.result(writing);

        assertThat(seen).containsExactly(before);
        assertThat(fixture.<List<Task>>read(tx -> seen(tx, before))).hasSize(2);
    }

    @Test
    default void aReadSeesEveryWriteThatReturned(StoreFixture fixture) {
        fixture.change(StoreFixture::keepPipelines);
        Crowd.each(4, writer -> {
            for (int i = 0; i < 50; i++) {
                Task task = task(writer * 1000L + i).made();
                fixture.change(tx -> tx.tasks().insert(task));
                assertThat(fixture.task(task)).isEqualTo(task);
            }
        });
    }

    @Test
    default void aWorkThatThrowsDoesNotTouchItsNeighbours(StoreFixture fixture) {
        fixture.change(StoreFixture::keepPipelines);
        Crowd.each(4, writer -> {
            for (int i = 0; i < 50; i++) {
                boolean fails = (writer + i) % 2 == 0;
                Task task = task(writer * 1000L + i).made();
                IllegalArgumentException failure = new IllegalArgumentException("as planned");
                Throwable thrown = catchThrowable(() -> fixture.change(tx -> {
                    tx.tasks().insert(task);
                    if (fails) {
                        throw failure;
                    }
                }));
                assertThat(thrown).isSameAs(fails ? failure : null);
                assertThat(fixture.<Boolean>read(
                                tx -> tx.tasks().find(task.id()).isPresent()))
                        .isEqualTo(!fails);
            }
        });
    }

    @Test
    default void writesThatReadEachOthersRowsDoNotCross(StoreFixture fixture) {
        for (int round = 0; round < 20; round++) {
            List<Task> pair = fixture.keep(
                    task(2 * round + 1).priority(1), task(2 * round + 2).priority(1));
            List<Boolean> changed = Crowd.together(
                    2,
                    own -> fixture.<Boolean>write(tx -> {
                        Task mine = tx.tasks().find(pair.get(own).id()).orElseThrow();
                        Task other = tx.tasks().find(pair.get(1 - own).id()).orElseThrow();
                        return other.attempts() == 0
                                && tx.tasks()
                                        .update(
                                                mine,
                                                TaskSample.after(mine)
                                                        .counts(1, 0, 0)
                                                        .made());
                    }));
            assertThat(changed).as("round %s", round).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    default void ofManyTakersOfOneNameOneWins(StoreFixture fixture) {
        for (int round = 0; round < 20; round++) {
            String name = "round " + round;
            long base = 100L * round;
            List<Boolean> inserted = Crowd.together(
                    4, taker -> fixture.<Boolean>write(tx -> tx.pipelines().insert(pipeline(base + taker, name))));
            assertThat(inserted).containsExactlyInAnyOrder(true, false, false, false);
        }
        assertThat(fixture.<Integer>read(tx -> tx.pipelines().list().size())).isEqualTo(20);
    }

    @Test
    default void noUpdateIsLost(StoreFixture fixture) {
        Task counter = fixture.keep(task(1));
        Crowd.each(
                4,
                writer -> IntStream.range(0, 50)
                        .forEach(i -> fixture.change(tx -> {
                            Task before = tx.tasks().find(counter.id()).orElseThrow();
                            Task after = TaskSample.after(before)
                                    .counts(before.attempts() + 1, 0, 0)
                                    .made();
                            assertThat(tx.tasks().update(before, after)).isTrue();
                        })));
        assertThat(fixture.task(counter).attempts()).isEqualTo(200);
        assertThat(fixture.task(counter).revision()).isEqualTo(200);
    }

    @Test
    default void anInterruptDoesNotCutAWriteShort(StoreFixture fixture) {
        fixture.change(StoreFixture::keepPipelines);
        boolean stillInterrupted = Crowd.result(Crowd.alone(() -> {
            Thread.currentThread().interrupt();
            fixture.change(tx -> tx.tasks().insert(task(1).made()));
            return Thread.interrupted();
        }));
        assertThat(stillInterrupted).isTrue();
        assertThat(fixture.task(task(1).made())).isEqualTo(task(1).made());
    }

    @Test
    default void anInterruptDuringAWriteLosesNothing(StoreFixture fixture) {
        fixture.change(StoreFixture::keepPipelines);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread[] caller = new Thread[1];
        FutureTask<Boolean> writing = Crowd.alone(() -> {
            caller[0] = Thread.currentThread();
            String result = fixture.write(tx -> {
                inside.countDown();
                Crowd.pass(interrupted);
                tx.tasks().insert(task(1).made());
                return "written";
            });
            return result.equals("written") && Thread.interrupted();
        });
        Crowd.pass(inside);
        caller[0].interrupt();
        interrupted.countDown();

        assertThat(Crowd.result(writing)).as("written, and still interrupted").isTrue();
        assertThat(fixture.task(task(1).made())).isEqualTo(task(1).made());
    }

    private static List<Task> seen(ReadTx tx, Task task) {
        return tx.tasks().list(new TaskFilter(null, task.pipelineId()), null, 100);
    }
}
