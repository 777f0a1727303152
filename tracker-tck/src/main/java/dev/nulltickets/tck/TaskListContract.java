package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.FIRST_PIPELINE;
import static dev.nulltickets.tck.Samples.SECOND_PIPELINE;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.TaskReader#list} promises.
 *
 * @since 0.1.0
 */
public interface TaskListContract extends StoreContract {
    @Test
    default void tasksAreListedByCreationThenId(StoreFixture fixture) {
        List<Task> tasks = fixture.keep(
                task(5).createdAt(START),
                task(2).createdAt(START.plusMillis(1)),
                task(3).createdAt(START),
                task(4).createdAt(START).state(TaskState.DONE),
                task(1).createdAt(START.minusSeconds(4_000_000_000L)).priority(9));

        assertThat(list(fixture, TaskFilter.ALL, null, 10))
                .containsExactly(tasks.get(4), tasks.get(2), tasks.get(3), tasks.get(0), tasks.get(1));
    }

    @Test
    default void taskListsEndAtTheirLimit(StoreFixture fixture) {
        List<Task> tasks = fixture.keep(task(1), task(2), task(3));
        assertThat(list(fixture, TaskFilter.ALL, null, 2)).isEqualTo(tasks.subList(0, 2));
        assertThat(list(fixture, TaskFilter.ALL, null, 3)).isEqualTo(tasks);
    }

    @Test
    default void taskListsStartBehindARowThatNeedNotExist(StoreFixture fixture) {
        List<Task> tasks = fixture.keep(task(1).createdAt(START), task(3).createdAt(START), task(5).createdAt(START));

        assertThat(list(fixture, TaskFilter.ALL, after(tasks.get(1)), 10)).containsExactly(tasks.get(2));
        assertThat(list(fixture, TaskFilter.ALL, after(task(2).createdAt(START).made()), 10))
                .containsExactly(tasks.get(1), tasks.get(2));
        assertThat(list(
                        fixture,
                        TaskFilter.ALL,
                        after(task(9).createdAt(START.minusMillis(1)).made()),
                        10))
                .isEqualTo(tasks);
        assertThat(list(
                        fixture,
                        TaskFilter.ALL,
                        after(task(1).createdAt(START.plusMillis(1)).made()),
                        10))
                .isEmpty();
        assertThat(list(fixture, TaskFilter.ALL, new Cursor.Created(START, "0"), 10))
                .isEqualTo(tasks);
        assertThat(list(fixture, TaskFilter.ALL, new Cursor.Created(START, "zzz'"), 10))
                .isEmpty();
    }

    @Test
    default void taskListsAreFilteredBeforeTheyAreLimited(StoreFixture fixture) {
        PipelineId first = FIRST_PIPELINE.id();
        PipelineId second = SECOND_PIPELINE.id();
        List<Task> tasks = fixture.keep(
                task(1),
                task(2).pipeline(second),
                task(3).stage("review"),
                task(4).pipeline(second).stage("review"),
                task(5));

        assertThat(list(fixture, new TaskFilter("todo", null), null, 10))
                .containsExactly(tasks.get(0), tasks.get(1), tasks.get(4));
        assertThat(list(fixture, new TaskFilter(null, second), null, 10)).containsExactly(tasks.get(1), tasks.get(3));
        assertThat(list(fixture, new TaskFilter("review", first), null, 10)).containsExactly(tasks.get(2));
        assertThat(list(fixture, new TaskFilter("review", second), null, 1)).containsExactly(tasks.get(3));
        assertThat(list(fixture, new TaskFilter("todo", first), after(tasks.get(0)), 1))
                .containsExactly(tasks.get(4));
        assertThat(list(fixture, new TaskFilter("Todo", null), null, 10)).isEmpty();
        assertThat(list(fixture, new TaskFilter("todo", new PipelineId("none")), null, 10))
                .isEmpty();
    }

    @Test
    default void aTaskIsListedInTheStageItMovedTo(StoreFixture fixture) {
        Task before = fixture.keep(task(1));
        Task after = fixture.update(before, TaskSample.after(before).stage("review"));
        assertThat(list(fixture, new TaskFilter("todo", null), null, 10)).isEmpty();
        assertThat(list(fixture, new TaskFilter("review", null), null, 10)).containsExactly(after);
    }

    @Test
    default void aWalkOverTasksSeesEachOnceWhileTasksAreAdded(StoreFixture fixture) {
        for (int i = 0; i < 20; i++) {
            fixture.keep(task(i + 1).createdAt(START.plusMillis(i / 7)));
        }
        List<Task> seen = new ArrayList<>();
        List<Task> page = list(fixture, TaskFilter.ALL, null, 3);
        while (!page.isEmpty()) {
            seen.addAll(page);
            fixture.keep(task(1000 - seen.size()).createdAt(START.minusMillis(seen.size())));
            page = list(fixture, TaskFilter.ALL, after(page.getLast()), 3);
        }
        assertThat(seen).hasSize(20).doesNotHaveDuplicates();
    }

    private static Cursor.Created after(Task task) {
        return new Cursor.Created(task.createdAt(), task.id().value());
    }

    private static List<Task> list(StoreFixture fixture, TaskFilter filter, Cursor.@Nullable Created after, int limit) {
        return fixture.read(tx -> tx.tasks().list(filter, after, limit));
    }
}
