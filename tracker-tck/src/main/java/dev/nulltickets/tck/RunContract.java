package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.ended;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.task.Task;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.RunStore} promises.
 *
 * @since 0.1.0
 */
public interface RunContract extends StoreContract {
    @Test
    default void aRunIsFoundAsItWasInserted(StoreFixture fixture) {
        Run given = fixture.start(run(1, fixture.keep(task(1)), 1));
        assertThat(found(fixture, given.id())).contains(given);
    }

    @Test
    default void aRunThatIsNotThereIsNotFound(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        fixture.start(run(1, task, 1));
        for (String id : TextContract.ODD_IDS) {
            assertThat(found(fixture, new RunId(id))).as("id %s", id).isEmpty();
            assertThat(list(fixture, new TaskId(id), 0, 10)).as("id %s", id).isEmpty();
            assertThat(latest(fixture, new TaskId(id))).as("id %s", id).isEmpty();
        }
        assertThat(latest(fixture, fixture.keep(task(2)).id())).isEmpty();
    }

    @Test
    default void aTakenRunIdOrAttemptThrowsAndChangesNothing(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Task other = fixture.keep(task(2));
        Run first = fixture.start(run(1, task, 1));

        assertThatThrownBy(() -> fixture.start(run(1, other, 1))).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> fixture.start(run(2, task, 1))).isInstanceOf(RuntimeException.class);

        assertThat(list(fixture, task.id(), 0, 10)).containsExactly(first);
        assertThat(list(fixture, other.id(), 0, 10)).isEmpty();
    }

    @Test
    default void twoTasksMayHaveRunsOfOneAttempt(StoreFixture fixture) {
        Run first = fixture.start(run(1, fixture.keep(task(1)), 1));
        Run second = fixture.start(run(2, fixture.keep(task(2)), 1));
        assertThat(list(fixture, first.taskId(), 0, 10)).containsExactly(first);
        assertThat(list(fixture, second.taskId(), 0, 10)).containsExactly(second);
    }

    @Test
    default void theLatestRunHasTheHighestAttempt(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        fixture.start(run(3, task, 2));
        Run tenth = fixture.start(run(1, task, 10));
        fixture.start(run(2, task, 9));
        fixture.start(run(4, fixture.keep(task(2)), 11));
        assertThat(latest(fixture, task.id())).contains(tenth);
    }

    @Test
    default void runsAreListedByAttemptAboveOne(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Run tenth = fixture.start(run(1, task, 10));
        Run second = fixture.start(run(2, task, 2));
        Run first = fixture.start(run(3, task, 1));
        fixture.start(run(4, fixture.keep(task(2)), 3));

        assertThat(list(fixture, task.id(), 0, 10)).containsExactly(first, second, tenth);
        assertThat(list(fixture, task.id(), 0, 2)).containsExactly(first, second);
        assertThat(list(fixture, task.id(), 1, 1)).containsExactly(second);
        assertThat(list(fixture, task.id(), 5, 10)).containsExactly(tenth);
        assertThat(list(fixture, task.id(), 10, 10)).isEmpty();
        assertThat(list(fixture, task.id(), Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    default void theEndOfARunIsStored(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Run completed = ended(fixture.start(run(1, task, 1)), RunStatus.COMPLETED, "{ \"tokens\":12 }", null);
        Run failed = ended(fixture.start(run(2, task, 2)), RunStatus.FAILED, "{}", "it's \"broken\"");
        Run stale = ended(fixture.start(run(3, task, 3)), RunStatus.STALE, "{}", null);
        Run running = fixture.start(run(4, task, 4));

        for (Run end : List.of(completed, failed, stale)) {
            assertThat(finish(fixture, end)).isTrue();
        }
        assertThat(list(fixture, task.id(), 0, 10)).containsExactly(completed, failed, stale, running);
        assertThat(found(fixture, failed.id())).contains(failed);
    }

    @Test
    default void aRunEndsOnce(StoreFixture fixture) {
        Run started = fixture.start(run(1, fixture.keep(task(1)), 1));
        Run completed = ended(started, RunStatus.COMPLETED, "{}", null);
        assertThat(finish(fixture, completed)).isTrue();

        assertThat(finish(fixture, ended(started, RunStatus.FAILED, "{\"x\":1}", "late")))
                .isFalse();
        assertThat(finish(fixture, completed)).isFalse();
        assertThat(found(fixture, started.id())).contains(completed);
    }

    @Test
    default void aRunMayBeInsertedWithItsEnd(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        List<Run> kept = List.of(
                ended(run(3, task, 1), RunStatus.COMPLETED, "{ \"tokens\":12 }", null),
                ended(run(1, task, 4), RunStatus.FAILED, "{}", "it's \"broken\""),
                ended(run(2, task, 9), RunStatus.STALE, "{}", null));
        kept.forEach(fixture::start);

        assertThat(list(fixture, task.id(), 0, 10)).isEqualTo(kept);
        assertThat(latest(fixture, task.id())).contains(kept.get(2));
        for (Run run : kept) {
            assertThat(finish(fixture, ended(run, RunStatus.FAILED, "{\"x\":1}", "late")))
                    .isFalse();
            assertThat(found(fixture, run.id())).contains(run);
        }
    }

    @Test
    default void theEndOfNoRunIsRefusedAndAddsNone(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        assertThat(finish(fixture, ended(run(1, task, 1), RunStatus.STALE, "{}", null)))
                .isFalse();
        assertThat(list(fixture, task.id(), 0, 10)).isEmpty();
    }

    private static boolean finish(StoreFixture fixture, Run end) {
        return fixture.write(tx -> Samples.finish(tx, end));
    }

    private static Optional<Run> found(StoreFixture fixture, RunId id) {
        return fixture.read(tx -> tx.runs().find(id));
    }

    private static Optional<Run> latest(StoreFixture fixture, TaskId task) {
        return fixture.read(tx -> tx.runs().latest(task));
    }

    private static List<Run> list(StoreFixture fixture, TaskId task, long after, int limit) {
        return fixture.read(tx -> tx.runs().list(task, after, limit));
    }
}
