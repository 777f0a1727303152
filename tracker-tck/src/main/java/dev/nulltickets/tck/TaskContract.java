package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.ADA;
import static dev.nulltickets.tck.Samples.REVIEWER;
import static dev.nulltickets.tck.Samples.SECOND_PIPELINE;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.TaskStore} promises of tasks one by one, and of those that are due.
 *
 * @since 0.1.0
 */
public interface TaskContract extends StoreContract {
    @Test
    default void aTaskIsFoundAsItWasInserted(StoreFixture fixture) {
        Task bare = fixture.keep(task(1).role(null));
        Task full = fixture.keep(task(2).pipeline(SECOND_PIPELINE.id())
                .stage("review")
                .role(REVIEWER)
                .texts("title", "two\nlines", JsonText.of("{ \"b\":1.0,\"a\" :[] }"))
                .priority(-7)
                .version(3)
                .nextEligibleAt(START.plusMillis(123))
                .retryPolicy(new RetryPolicy(4, Duration.ofMillis(1234), "done", 6))
                .counts(9, 2, 3)
                .openDependencies(5)
                .assignee(ADA)
                .updatedAt(START.plusSeconds(99)));

        assertThat(fixture.task(bare)).isEqualTo(bare);
        assertThat(fixture.task(full)).isEqualTo(full);
    }

    @Test
    default void aTaskIsFoundInEveryState(StoreFixture fixture) {
        long number = 0;
        for (TaskState state : TaskState.values()) {
            Task given = fixture.keep(task(++number).state(state));
            assertThat(fixture.task(given)).isEqualTo(given);
        }
    }

    @Test
    default void aTaskThatIsNotThereIsNotFound(StoreFixture fixture) {
        fixture.keep(task(1));
        for (String id : TextContract.ODD_IDS) {
            assertThat(fixture.<Boolean>read(
                            tx -> tx.tasks().find(new TaskId(id)).isPresent()))
                    .as("id %s", id)
                    .isFalse();
        }
    }

    @Test
    default void aTakenTaskIdThrowsAndChangesNothing(StoreFixture fixture) {
        Task first = fixture.keep(task(1));

        assertThatThrownBy(() -> fixture.keep(task(1).priority(5))).isInstanceOf(RuntimeException.class);

        assertThat(fixture.task(first)).isEqualTo(first);
    }

    @Test
    default void anUpdateReplacesTheTask(StoreFixture fixture) {
        Task before = fixture.keep(task(1));
        Task bystander = fixture.keep(task(2));
        Task after = fixture.update(
                before,
                TaskSample.after(before)
                        .stage("review")
                        .role(REVIEWER)
                        .state(TaskState.DEAD_LETTERED)
                        .version(2)
                        .nextEligibleAt(START.plusMillis(5))
                        .counts(3, 2, 1)
                        .openDependencies(4)
                        .assignee(ADA)
                        .updatedAt(START.plusSeconds(77)));

        assertThat(fixture.task(before)).isEqualTo(after);
        assertThat(fixture.task(bystander)).isEqualTo(bystander);

        Task cleared = fixture.update(
                after,
                TaskSample.after(after)
                        .role(null)
                        .assignee(null)
                        .state(TaskState.DONE)
                        .openDependencies(0));
        assertThat(fixture.task(before)).isEqualTo(cleared);
    }

    @Test
    default void anUpdateOfAnotherRevisionIsRefusedAndChangesNothing(StoreFixture fixture) {
        Task old = fixture.keep(task(1));
        Task current = fixture.update(old, TaskSample.after(old).state(TaskState.LEASED));

        assertThat(fixture.<Boolean>write(tx -> tx.tasks()
                        .update(old, TaskSample.after(old).state(TaskState.DONE).made())))
                .isFalse();
        assertThat(fixture.task(old)).isEqualTo(current);

        Task future = TaskSample.after(current).made();
        assertThat(fixture.<Boolean>write(
                        tx -> tx.tasks().update(future, TaskSample.after(future).made())))
                .isFalse();
        assertThat(fixture.task(old)).isEqualTo(current);
    }

    @Test
    default void anUpdateSeesTheRevisionsOfItsOwnTransaction(StoreFixture fixture) {
        Task before = fixture.keep(task(1));
        Task second = TaskSample.after(before).counts(1, 0, 0).made();
        Task third = TaskSample.after(second).counts(2, 0, 0).made();
        fixture.change(tx -> {
            assertThat(tx.tasks().update(before, second)).isTrue();
            assertThat(tx.tasks().update(before, second)).isFalse();
            assertThat(tx.tasks().update(second, third)).isTrue();
            assertThat(tx.tasks().find(before.id())).contains(third);
        });
        assertThat(fixture.task(before)).isEqualTo(third);
    }

    @Test
    default void anUpdateOfNoTaskIsRefusedAndAddsNone(StoreFixture fixture) {
        fixture.keep(task(1));
        Task missing = task(2).made();

        assertThat(fixture.<Boolean>write(tx ->
                        tx.tasks().update(missing, TaskSample.after(missing).made())))
                .isFalse();
        assertThat(fixture.<Boolean>read(tx -> tx.tasks().find(missing.id()).isPresent()))
                .isFalse();
    }

    @Test
    default void dueTasksAreTheScheduledOnesWhoseTimeHasCome(StoreFixture fixture) {
        Instant now = START.plusSeconds(100);
        List<Task> tasks = fixture.keep(
                task(1).scheduledFor(now),
                task(2).scheduledFor(now.plusMillis(1)),
                task(3).scheduledFor(now.minusMillis(1)),
                task(4).scheduledFor(now.minusSeconds(50)).assignee(ADA).role(null),
                task(5).nextEligibleAt(now.minusSeconds(60)),
                task(6).nextEligibleAt(now.minusSeconds(60)).state(TaskState.BLOCKED),
                task(7).nextEligibleAt(now.minusSeconds(60)).state(TaskState.LEASED),
                task(8).nextEligibleAt(now.minusSeconds(60)).state(TaskState.DEAD_LETTERED),
                task(9).nextEligibleAt(now.minusSeconds(60)).state(TaskState.DONE));

        assertThat(due(fixture, now, 10)).containsExactly(tasks.get(3), tasks.get(2), tasks.get(0));
        assertThat(due(fixture, now, 2)).containsExactly(tasks.get(3), tasks.get(2));
        assertThat(due(fixture, now.minusSeconds(51), 10)).isEmpty();
    }

    @Test
    default void aTaskIsNotDueAfterItWasPromoted(StoreFixture fixture) {
        Task waiting = fixture.keep(task(1).scheduledFor(START));
        fixture.update(waiting, TaskSample.after(waiting).state(TaskState.READY));
        assertThat(due(fixture, START, 10)).isEmpty();
    }

    @Test
    default void manyTasksOfOneTimeAreAllDue(StoreFixture fixture) {
        fixture.keep(task(1).scheduledFor(START), task(2).scheduledFor(START), task(3).scheduledFor(START));
        assertThat(due(fixture, START, 2)).hasSize(2).doesNotHaveDuplicates();
        assertThat(due(fixture, START, 10)).hasSize(3).doesNotHaveDuplicates();
    }

    private static List<Task> due(StoreFixture fixture, Instant now, int limit) {
        return fixture.write(tx -> tx.tasks().due(now, limit));
    }
}
