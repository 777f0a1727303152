package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.ADA;
import static dev.nulltickets.tck.Samples.BOB;
import static dev.nulltickets.tck.Samples.CODER;
import static dev.nulltickets.tck.Samples.REVIEWER;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.stageOf;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.TrackerStore.Registration;
import dev.nulltickets.core.spi.WorkSignal;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.task.TaskState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.TrackerStore#onWork} promises.
 *
 * @since 0.1.0
 */
public interface ReadyContract extends StoreContract {
    /** The role of a task that is made ready last. */
    AgentRole MARKER = new AgentRole("marker");

    @Test
    default void aListenerHearsOfANewReadyTask(StoreFixture fixture) {
        BlockingQueue<AgentRole> heard = listen(fixture);
        fixture.keep(task(1));
        awaitCall(heard, CODER);
    }

    @Test
    default void aListenerHearsOfEachRoleThatACommitMadeReady(StoreFixture fixture) {
        BlockingQueue<AgentRole> heard = listen(fixture);
        BlockingQueue<AgentRole> heardToo = listen(fixture);
        fixture.keep(task(1), task(2), task(3).role(REVIEWER));
        awaitCall(heard, CODER);
        awaitCall(heardToo, REVIEWER);
    }

    @Test
    default void aListenerHearsOfATaskThatBecomesReady(StoreFixture fixture) {
        List<Task> tasks = fixture.keep(
                task(1).scheduledFor(START),
                task(2).state(TaskState.BLOCKED),
                task(3).state(TaskState.LEASED),
                task(4).state(TaskState.LEASED));
        BlockingQueue<AgentRole> heard = listen(fixture);
        for (Task before : tasks) {
            AgentRole role = new AgentRole("was " + before.state() + before.id());
            fixture.update(
                    before, TaskSample.after(before).state(TaskState.READY).role(role));
            awaitCall(heard, role);
        }
    }

    @Test
    default void aListenerHearsWhenItsTaskIsCommitted(StoreFixture fixture) {
        BlockingQueue<Boolean> found = new LinkedBlockingQueue<>();
        Task task = task(1).made();
        fixture.store().onWork(signal -> {
            if (signal.role().equals(CODER)) {
                Thread asking = new Thread(
                        () -> found.add(fixture.<Boolean>read(
                                tx -> tx.tasks().find(task.id()).isPresent())),
                        "contract");
                asking.setDaemon(true);
                asking.start();
            }
        });
        fixture.keep(task(1));
        assertThat(next(found)).isTrue();
    }

    @Test
    default void aListenerHearsNothingOfWhatWasUndone(StoreFixture fixture) {
        fixture.change(StoreFixture::keepPipelines);
        BlockingQueue<AgentRole> heard = listen(fixture);
        assertThat(catchThrowable(() -> fixture.change(tx -> {
                    tx.tasks().insert(task(1).made());
                    throw new IllegalArgumentException("changed my mind");
                })))
                .isInstanceOf(IllegalArgumentException.class);
        fixture.keep(task(2).role(MARKER));
        assertThat(awaitCall(heard, MARKER)).doesNotContain(CODER);
    }

    @Test
    default void everyListenerHearsAndWhatOneThrowsIsIgnored(StoreFixture fixture) {
        BlockingQueue<AgentRole> first = listen(fixture);
        fixture.store().onWork(signal -> {
            throw new IllegalStateException("a broken listener");
        });
        fixture.store().onWork(signal -> {
            throw new AssertionError("a more broken listener");
        });
        BlockingQueue<AgentRole> last = listen(fixture);
        fixture.keep(task(1));
        awaitCall(first, CODER);
        awaitCall(last, CODER);
        fixture.keep(task(2).role(REVIEWER));
        awaitCall(first, REVIEWER);
        awaitCall(last, REVIEWER);
    }

    @Test
    default void aListenerThatIsClosedHearsNoMore(StoreFixture fixture) {
        BlockingQueue<AgentRole> gone = new LinkedBlockingQueue<>();
        Registration registration = fixture.store().onWork(signal -> gone.add(signal.role()));
        BlockingQueue<AgentRole> heard = listen(fixture);
        fixture.keep(task(1));
        awaitCall(gone, CODER);
        registration.close();
        registration.close();

        fixture.keep(task(2).role(REVIEWER));
        awaitCall(heard, REVIEWER);
        fixture.keep(task(3).role(MARKER));
        awaitCall(heard, MARKER);
        assertThat(gone).doesNotContain(REVIEWER);
    }

    @Test
    default void noCallIsLeftOutUnderLoad(StoreFixture fixture) {
        fixture.change(StoreFixture::keepPipelines);
        List<AgentRole> roles =
                IntStream.range(0, 8).mapToObj(i -> new AgentRole("role " + i)).toList();
        List<BlockingQueue<AgentRole>> heard =
                roles.stream().map(role -> listen(fixture)).toList();
        Crowd.each(
                8,
                writer -> fixture.change(tx -> tx.tasks()
                        .insert(task(writer + 1L).role(roles.get(writer)).made())));
        for (int i = 0; i < 8; i++) {
            awaitCall(heard.get(i), roles.get(i));
        }
    }

    @Test
    default void aListenerHearsHowManyTasksAreReadyAndForWhom(StoreFixture fixture) {
        BlockingQueue<WorkSignal> heard = listenToAll(fixture);
        fixture.keep(
                task(1),
                task(2).assignee(ADA),
                task(3).role(REVIEWER),
                task(4),
                task(5).assignee(BOB),
                task(6).state(TaskState.BLOCKED),
                task(7),
                task(8).assignee(BOB));
        List<WorkSignal> signals = upToMarker(fixture, heard);
        assertThat(ready(signals, CODER, null)).isGreaterThanOrEqualTo(3);
        assertThat(ready(signals, CODER, ADA)).isGreaterThanOrEqualTo(1);
        assertThat(ready(signals, CODER, BOB)).isGreaterThanOrEqualTo(2);
        assertThat(ready(signals, REVIEWER, null)).isGreaterThanOrEqualTo(1);
        assertThat(ready(signals, REVIEWER, ADA)).isZero();
    }

    @Test
    default void aListenerHearsOfATaskThatIsAssignedAnew(StoreFixture fixture) {
        Task task = fixture.keep(task(1).assignee(ADA));
        BlockingQueue<WorkSignal> heard = listenToAll(fixture);
        Task free = fixture.update(task, TaskSample.after(task).assignee(null));
        assertThat(ready(upToMarker(fixture, heard), CODER, null)).isPositive();
        fixture.update(free, TaskSample.after(free).assignee(BOB));
        assertThat(ready(upToMarker(fixture, heard), CODER, BOB)).isPositive();
    }

    @Test
    default void aListenerHearsHowManyLeasesEndedInEachStage(StoreFixture fixture) {
        List<Task> leased = fixture.keep(
                task(1).state(TaskState.LEASED),
                task(2).state(TaskState.LEASED),
                task(3).state(TaskState.LEASED).role(REVIEWER).stage("review"),
                task(4).state(TaskState.LEASED).role(null));
        List<TaskState> next = List.of(TaskState.DONE, TaskState.SCHEDULED, TaskState.READY, TaskState.DEAD_LETTERED);
        BlockingQueue<WorkSignal> heard = listenToAll(fixture);
        fixture.change(tx -> {
            for (int i = 0; i < leased.size(); i++) {
                Task before = leased.get(i);
                tx.tasks()
                        .update(
                                before,
                                TaskSample.after(before).state(next.get(i)).made());
            }
        });
        List<WorkSignal> signals = upToMarker(fixture, heard);
        assertThat(freed(signals, CODER, stageOf(leased.get(0)))).isGreaterThanOrEqualTo(2);
        assertThat(freed(signals, REVIEWER, stageOf(leased.get(2)))).isGreaterThanOrEqualTo(1);
    }

    @Test
    default void aListenerHearsOfAllTasksOfCommitsThatCrowd(StoreFixture fixture) {
        fixture.change(StoreFixture::keepPipelines);
        BlockingQueue<WorkSignal> heard = listenToAll(fixture);
        Crowd.each(8, writer -> {
            for (int i = 0; i < 25; i++) {
                long number = 1 + writer * 25L + i;
                fixture.change(tx -> tx.tasks().insert(task(number).made()));
            }
        });
        assertThat(ready(upToMarker(fixture, heard), CODER, null)).isGreaterThanOrEqualTo(200);
    }

    private static BlockingQueue<WorkSignal> listenToAll(StoreFixture fixture) {
        BlockingQueue<WorkSignal> heard = new LinkedBlockingQueue<>();
        fixture.store().onWork(heard::add);
        return heard;
    }

    /**
     * Return what was told up to now: what is told of tasks of new roles comes after it. There are two, because two
     * servers that take turns are each in order only with themselves.
     */
    private static List<WorkSignal> upToMarker(StoreFixture fixture, BlockingQueue<WorkSignal> heard) {
        long number = 1L
                + fixture.read(tx -> tx.tasks().list(TaskFilter.ALL, null, 1_000))
                        .size();
        Set<AgentRole> markers = new HashSet<>();
        for (long next = number; next < number + 2; next++) {
            AgentRole marker = new AgentRole("marker " + next);
            markers.add(marker);
            fixture.keep(task(next).role(marker));
        }
        List<WorkSignal> signals = new ArrayList<>();
        while (!markers.isEmpty()) {
            WorkSignal signal = next(heard);
            markers.remove(signal.role());
            signals.add(signal);
        }
        return signals;
    }

    private static int ready(List<WorkSignal> signals, AgentRole role, @Nullable AgentId assignee) {
        return signals.stream()
                .mapToInt(signal -> signal instanceof WorkSignal.Ready ready
                                && ready.role().equals(role)
                                && Objects.equals(ready.assignee(), assignee)
                        ? ready.count()
                        : 0)
                .sum();
    }

    private static int freed(List<WorkSignal> signals, AgentRole role, StageKey stage) {
        return signals.stream()
                .mapToInt(signal -> signal instanceof WorkSignal.Freed freed
                                && freed.role().equals(role)
                                && freed.stage().equals(stage)
                        ? freed.count()
                        : 0)
                .sum();
    }

    private static BlockingQueue<AgentRole> listen(StoreFixture fixture) {
        BlockingQueue<AgentRole> heard = new LinkedBlockingQueue<>();
        fixture.store().onWork(signal -> {
            if (signal instanceof WorkSignal.Ready ready) {
                heard.add(ready.role());
            }
        });
        return heard;
    }

    /** Wait until a listener is called for a role, and return the roles that it was called for before. */
    private static List<AgentRole> awaitCall(BlockingQueue<AgentRole> heard, AgentRole awaited) {
        List<AgentRole> before = new ArrayList<>();
        AgentRole role = next(heard);
        while (!role.equals(awaited)) {
            before.add(role);
            role = next(heard);
        }
        return before;
    }

    private static <T> T next(BlockingQueue<T> heard) {
        try {
            T next = heard.poll(5, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("the listener was not called in 5 s");
            }
            return next;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while listening", stopped);
        }
    }
}
