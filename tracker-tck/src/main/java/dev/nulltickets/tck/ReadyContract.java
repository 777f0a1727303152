package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.CODER;
import static dev.nulltickets.tck.Samples.REVIEWER;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.spi.TrackerStore.Registration;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.TrackerStore#onReady} promises.
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
        fixture.store().onReady(role -> {
            if (role.equals(CODER)) {
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
        fixture.store().onReady(role -> {
            throw new IllegalStateException("a broken listener");
        });
        fixture.store().onReady(role -> {
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
        Registration registration = fixture.store().onReady(gone::add);
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

    private static BlockingQueue<AgentRole> listen(StoreFixture fixture) {
        BlockingQueue<AgentRole> heard = new LinkedBlockingQueue<>();
        fixture.store().onReady(heard::add);
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
