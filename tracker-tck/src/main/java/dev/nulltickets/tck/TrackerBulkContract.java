package dev.nulltickets.tck;

import static dev.nulltickets.tck.Refusals.assertItemRefused;
import static dev.nulltickets.tck.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.task.DependencyStatus;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Try on a store how several tasks are created at once.
 *
 * @since 0.1.0
 */
public interface TrackerBulkContract extends StoreContract {
    @Test
    default void severalTasksAreCreatedInOrder(StoreFixture stores) {
        Desk desk = new Desk(stores);
        List<TaskId> ids = desk.tracker()
                .tasks()
                .createAll(List.of(
                        titled(desk, "a").withPriority(3),
                        titled(desk, "b").withAssignee(Samples.BOB),
                        titled(desk, "c")));

        assertThat(ids.stream().map(id -> desk.task(id).title())).containsExactly("a", "b", "c");
        assertThat(desk.task(ids.get(0)).priority()).isEqualTo(3);
        assertThat(desk.tracker().tasks().assignments(ids.get(1))).hasSize(1);
        assertThat(all(desk)).extracting(Task::id).isEqualTo(ids);
        assertThat(desk.claim("coder").task().id()).isEqualTo(ids.getFirst());
    }

    @Test
    default void aTaskMayDependOnEarlierOnesByTheirPlace(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId there = desk.create(task -> task);
        List<TaskId> ids = desk.tracker()
                .tasks()
                .createAll(List.of(
                        titled(desk, "a"),
                        waiting(desk, "#0"),
                        waiting(desk, "#1", there.value(), "#0"),
                        waiting(desk, there.value())));

        assertThat(dependencies(desk, ids.get(1))).containsExactly(ids.get(0));
        assertThat(dependencies(desk, ids.get(2))).containsExactly(ids.get(1), there, ids.get(0));
        assertThat(dependencies(desk, ids.get(3))).containsExactly(there);
        assertThat(ids.subList(1, 4)).allMatch(id -> desk.task(id).state() == TaskState.BLOCKED);

        desk.complete(there);
        desk.complete(ids.get(0));
        assertThat(desk.task(ids.get(3)).state()).isEqualTo(TaskState.READY);
        desk.complete(ids.get(1));
        assertThat(desk.task(ids.get(2)).state()).isEqualTo(TaskState.READY);
    }

    @Test
    default void noTaskDependsOnItselfOrALaterOneOrNone(StoreFixture stores) {
        Desk desk = new Desk(stores);
        for (String place : List.of(
                "#1",
                "#2",
                "#99",
                "#999999999",
                "#9999999999",
                "#-1",
                "#01",
                "#+0",
                "#",
                "##0",
                "#0 ",
                "# 0",
                "#x",
                "#0x0",
                "#\u0660",
                "#0#0",
                "")) {
            List<NewTask> tasks = List.of(titled(desk, "a"), waiting(desk, place), titled(desk, "c"));
            assertThat(assertItemRefused(1, () -> desk.tracker().tasks().createAll(tasks)))
                    .as(place)
                    .isInstanceOf(Rejection.InvalidDependency.class);
        }
        assertThat(assertItemRefused(
                        0, () -> desk.tracker().tasks().createAll(List.of(waiting(desk, "#0"), titled(desk, "b")))))
                .isInstanceOf(Rejection.InvalidDependency.class);
        assertRefused(
                Rejection.InvalidDependency.class,
                () -> desk.create(task -> task.withDependencies(List.of(new TaskId("#0")))));
        assertThat(all(desk)).isEmpty();
    }

    @Test
    default void oneRefusedTaskIsNamedAndNoneIsCreated(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId none = new TaskId(Samples.id(2, 99));
        PipelineId nowhere = new PipelineId(Samples.id(1, 99));
        NewTask stray = titled(desk, "stray").withRetryPolicy(new RetryPolicy(1, Duration.ZERO, "no such stage", 1));

        assertThat(refusedAmongThree(desk, NewTask.of(nowhere, "lost", "")))
                .isEqualTo(new Rejection.PipelineNotFound(nowhere));
        assertThat(refusedAmongThree(desk, waiting(desk, none.value()))).isEqualTo(new Rejection.TaskNotFound(none));
        assertThat(refusedAmongThree(desk, waiting(desk, "#1", "#1")))
                .isInstanceOf(Rejection.DuplicateDependency.class);
        assertThat(refusedAmongThree(desk, stray)).isInstanceOf(Rejection.ValidationFailed.class);
        assertThat(all(desk)).isEmpty();
        assertThat(desk.tryClaim("coder")).isNull();
    }

    @Test
    default void nothingToCreateIsRefused(StoreFixture stores) {
        assertRefused(
                Rejection.InvalidRequest.class,
                () -> new Desk(stores).tracker().tasks().createAll(List.of()));
    }

    @Test
    default void anEarlierTaskThatStartsAtTheEndIsResolved(StoreFixture stores) {
        Desk desk = new Desk(stores);
        PipelineId over = desk.tracker().pipelines().create("over", PipelineDefinition.parse("""
                {"initial":"end","states":{"end":{"terminal":true,"agent_role":"coder"}},
                 "transitions":[{"from":"end","to":"end","trigger":"again"}]}"""));
        List<TaskId> ids = desk.tracker()
                .tasks()
                .createAll(List.of(NewTask.of(over, "over", ""), waiting(desk, "#0"), waiting(desk, "#0", "#1")));

        assertThat(desk.task(ids.get(0)).state()).isEqualTo(TaskState.DONE);
        assertThat(desk.task(ids.get(1)).state()).isEqualTo(TaskState.READY);
        assertThat(desk.tracker().tasks().dependencies(ids.get(2)))
                .containsExactly(new DependencyStatus(ids.get(0), true), new DependencyStatus(ids.get(1), false));
        assertThat(desk.task(ids.get(2)).openDependencies()).isEqualTo(1);
        desk.complete(ids.get(1));
        assertThat(desk.claim("coder").task().id()).isEqualTo(ids.get(2));
    }

    @Test
    default void tenThousandTasksAreCreatedAtOnce(StoreFixture stores) {
        Desk desk = new Desk(stores);
        List<NewTask> tasks = IntStream.range(0, 10_000)
                .mapToObj(
                        n -> n == 0 ? titled(desk, "0") : titled(desk, "" + n).withDependencies(places("#" + (n - 1))))
                .toList();

        List<TaskId> ids = desk.tracker().tasks().createAll(tasks);

        assertThat(ids).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(all(desk)).extracting(Task::id).isEqualTo(ids);
        assertThat(desk.task(ids.get(9_999)).title()).isEqualTo("9999");
        assertThat(dependencies(desk, ids.get(9_999))).containsExactly(ids.get(9_998));
        assertThat(desk.claim("coder").task().id()).isEqualTo(ids.getFirst());
        assertThat(desk.tryClaim("coder")).isNull();
    }

    private static Rejection refusedAmongThree(Desk desk, NewTask task) {
        List<NewTask> tasks = List.of(titled(desk, "first"), titled(desk, "second"), task, titled(desk, "last"));
        return assertItemRefused(2, () -> desk.tracker().tasks().createAll(tasks));
    }

    private static NewTask titled(Desk desk, String title) {
        return NewTask.of(desk.pipeline(), title, "");
    }

    private static NewTask waiting(Desk desk, String... dependencies) {
        return titled(desk, "waiting").withDependencies(places(dependencies));
    }

    private static List<TaskId> places(String... dependencies) {
        return Stream.of(dependencies).map(TaskId::new).toList();
    }

    private static List<TaskId> dependencies(Desk desk, TaskId id) {
        return desk.tracker().tasks().dependencies(id).stream()
                .map(DependencyStatus::dependsOn)
                .toList();
    }

    private static List<Task> all(Desk desk) {
        List<Task> tasks = new ArrayList<>();
        PageRequest<Cursor.Created> next = PageRequest.first(1_000);
        Page<Task> page;
        do {
            page = desk.tracker().tasks().list(TaskFilter.ALL, next);
            tasks.addAll(page.items());
            next = new PageRequest<>(1_000, (Cursor.Created) page.next());
        } while (page.next() != null);
        return tasks;
    }
}
