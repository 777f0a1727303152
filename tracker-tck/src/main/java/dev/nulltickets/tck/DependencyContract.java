package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.task;
import static dev.nulltickets.tck.Samples.taskId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.Dependency;
import dev.nulltickets.core.task.DependencyStatus;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.DependencyStore} promises.
 *
 * @since 0.1.0
 */
public interface DependencyContract extends StoreContract {
    @Test
    default void aTaskWithoutDependenciesDependsOnNone(StoreFixture fixture) {
        fixture.keep(task(1));
        assertThat(of(fixture, 1)).isEmpty();
        for (String id : TextContract.ODD_IDS) {
            TaskId odd = new TaskId(id);
            assertThat(fixture.<List<DependencyStatus>>read(
                            tx -> tx.dependencies().of(odd)))
                    .isEmpty();
            assertThat(fixture.<Boolean>write(tx -> tx.dependencies().hasDependants(odd)))
                    .isFalse();
        }
    }

    @Test
    default void dependenciesAreListedOldestFirstThenAsAdded(StoreFixture fixture) {
        keepTasks(fixture, 6);
        insert(fixture, 1, 4, START.plusSeconds(1));
        insert(fixture, 1, 6, START);
        insert(fixture, 1, 2, START);
        insert(fixture, 1, 5, START);
        insert(fixture, 1, 3, START.minusSeconds(4_000_000_000L));
        insert(fixture, 2, 3, START);

        assertThat(of(fixture, 1).stream().map(DependencyStatus::dependsOn))
                .containsExactly(taskId(3), taskId(6), taskId(2), taskId(5), taskId(4));
    }

    @Test
    default void dependenciesOfOneTransactionKeepTheirOrder(StoreFixture fixture) {
        keepTasks(fixture, 4);
        fixture.change(tx -> {
            for (long on : new long[] {3, 4, 2}) {
                tx.dependencies().insert(new Dependency(taskId(1), taskId(on), true, START));
            }
        });
        assertThat(of(fixture, 1).stream().map(DependencyStatus::dependsOn))
                .containsExactly(taskId(3), taskId(4), taskId(2));
        assertThat(resolve(fixture, 1, 3)).isTrue();
        assertThat(of(fixture, 1).stream().map(DependencyStatus::dependsOn))
                .containsExactly(taskId(3), taskId(4), taskId(2));
    }

    @Test
    default void aDependencyThatIsThereIsRefusedAndChangesNothing(StoreFixture fixture) {
        keepTasks(fixture, 3);
        assertThat(insert(fixture, 1, 2, START)).isTrue();
        assertThat(insert(fixture, 1, 3, START.plusSeconds(1))).isTrue();
        assertThat(resolve(fixture, 1, 2)).isTrue();

        assertThat(insert(fixture, 1, 2, START.plusSeconds(9))).isFalse();

        assertThat(of(fixture, 1).stream().map(DependencyStatus::dependsOn)).containsExactly(taskId(2), taskId(3));
        assertThat(open(fixture, 2, 10)).isEmpty();
        assertThat(insert(fixture, 2, 1, START)).isTrue();
    }

    @Test
    default void aDependencyIsResolvedIfAndOnlyIfItsTaskIsDone(StoreFixture fixture) {
        fixture.keep(task(100));
        long number = 0;
        for (TaskState state : TaskState.values()) {
            Task on = fixture.keep(task(++number).state(state));
            insert(fixture, 100, number, START.plusSeconds(number));
            assertThat(of(fixture, 100).getLast()).isEqualTo(new DependencyStatus(on.id(), state == TaskState.DONE));
        }
        Task ready = fixture.task(task(1).made());
        fixture.update(ready, TaskSample.after(ready).state(TaskState.DONE));
        assertThat(of(fixture, 100).getFirst()).isEqualTo(new DependencyStatus(taskId(1), true));
    }

    @Test
    default void openDependenciesDoNotDecideWhatIsResolved(StoreFixture fixture) {
        fixture.keep(task(1), task(2), task(3).state(TaskState.DONE));
        insert(fixture, 1, 2, START);
        insert(fixture, 1, 3, START.plusSeconds(1));
        assertThat(resolve(fixture, 1, 2)).isTrue();
        assertThat(of(fixture, 1))
                .containsExactly(new DependencyStatus(taskId(2), false), new DependencyStatus(taskId(3), true));
    }

    @Test
    default void openDependantsAreThoseThatStillWait(StoreFixture fixture) {
        keepTasks(fixture, 6);
        for (long waiting : new long[] {2, 3, 4}) {
            insert(fixture, waiting, 1, START);
        }
        insert(fixture, 2, 5, START);
        fixture.change(tx -> tx.dependencies().insert(new Dependency(taskId(6), taskId(1), false, START)));
        assertThat(open(fixture, 1, 10)).containsExactlyInAnyOrder(taskId(2), taskId(3), taskId(4));
        assertThat(open(fixture, 1, 2)).hasSize(2).doesNotHaveDuplicates();

        assertThat(resolve(fixture, 3, 1)).isTrue();
        assertThat(open(fixture, 1, 10)).containsExactlyInAnyOrder(taskId(2), taskId(4));
        assertThat(open(fixture, 5, 10)).containsExactly(taskId(2));
        assertThat(open(fixture, 2, 10)).isEmpty();
    }

    @Test
    default void onlyAnOpenDependencyIsResolved(StoreFixture fixture) {
        keepTasks(fixture, 3);
        insert(fixture, 1, 2, START);
        assertThat(resolve(fixture, 2, 1)).isFalse();
        assertThat(resolve(fixture, 1, 3)).isFalse();
        assertThat(resolve(fixture, 1, 2)).isTrue();
        assertThat(resolve(fixture, 1, 2)).isFalse();
    }

    @Test
    default void dependantsCountWhetherOpenOrNot(StoreFixture fixture) {
        keepTasks(fixture, 3);
        insert(fixture, 1, 2, START);
        assertThat(hasDependants(fixture, 2)).isTrue();
        assertThat(hasDependants(fixture, 1)).isFalse();
        assertThat(resolve(fixture, 1, 2)).isTrue();
        assertThat(hasDependants(fixture, 2)).isTrue();
        assertThat(hasDependants(fixture, 3)).isFalse();
    }

    @Test
    default void aDeferredTaskIsRememberedUntilItIsSettled(StoreFixture fixture) {
        keepTasks(fixture, 4);
        assertThat(deferred(fixture, 10)).isEmpty();
        for (long task : new long[] {3, 1, 2, 3}) {
            fixture.change(tx -> tx.dependencies().defer(taskId(task)));
        }
        assertThat(deferred(fixture, 10)).containsExactlyInAnyOrder(taskId(1), taskId(2), taskId(3));
        assertThat(deferred(fixture, 2)).hasSize(2).doesNotHaveDuplicates();

        fixture.change(tx -> tx.dependencies().settle(taskId(3)));
        fixture.change(tx -> tx.dependencies().settle(taskId(4)));
        assertThat(deferred(fixture, 10)).containsExactlyInAnyOrder(taskId(1), taskId(2));
    }

    private static void keepTasks(StoreFixture fixture, int count) {
        for (int i = 1; i <= count; i++) {
            fixture.keep(task(i));
        }
    }

    private static boolean insert(StoreFixture fixture, long task, long on, Instant at) {
        return fixture.write(tx -> tx.dependencies().insert(new Dependency(taskId(task), taskId(on), true, at)));
    }

    private static boolean resolve(StoreFixture fixture, long task, long on) {
        return fixture.write(tx -> tx.dependencies().resolve(taskId(task), taskId(on)));
    }

    private static boolean hasDependants(StoreFixture fixture, long task) {
        return fixture.write(tx -> tx.dependencies().hasDependants(taskId(task)));
    }

    private static List<TaskId> open(StoreFixture fixture, long on, int limit) {
        return fixture.write(tx -> tx.dependencies().openDependants(taskId(on), limit));
    }

    private static List<TaskId> deferred(StoreFixture fixture, int limit) {
        return fixture.write(tx -> tx.dependencies().deferred(limit));
    }

    private static List<DependencyStatus> of(StoreFixture fixture, long task) {
        return fixture.read(tx -> tx.dependencies().of(taskId(task)));
    }
}
