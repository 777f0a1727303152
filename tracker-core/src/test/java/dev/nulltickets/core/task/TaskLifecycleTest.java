package dev.nulltickets.core.task;

import static dev.nulltickets.core.task.TaskSamples.DELAY;
import static dev.nulltickets.core.task.TaskSamples.FLOW;
import static dev.nulltickets.core.task.TaskSamples.NOW;
import static dev.nulltickets.core.task.TaskSamples.in;
import static dev.nulltickets.core.task.TaskSamples.policy;
import static dev.nulltickets.core.task.TaskSamples.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TaskLifecycleTest {
    private static final Instant LATER = NOW.plus(DELAY);

    /** In the order of the table's columns. */
    private static final List<Function<TaskLifecycle, Task>> CHANGES = List.of(
            TaskLifecycle::claim,
            task -> task.advance(stage("review")),
            task -> task.advance(stage("done")),
            task -> task.fail(FLOW),
            task -> task.expire(FLOW),
            TaskLifecycle::promote,
            TaskLifecycle::block,
            TaskLifecycle::unblock,
            task -> task.assign(new AgentId("a")));

    /** The whole machine: for each state and change, the state that comes out, or nothing where it makes no sense. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            before        | claim  | advance | finish | fail      | expire    | promote | block         | unblock | assign
            READY         | LEASED |         |        |           |           |         | BLOCKED       |         | READY
            SCHEDULED     |        |         |        |           |           | READY   | BLOCKED       |         | SCHEDULED
            BLOCKED       |        |         |        |           |           |         | BLOCKED       | READY   | BLOCKED
            LEASED        |        | READY   | DONE   | SCHEDULED | SCHEDULED |         | LEASED        |         | LEASED
            DEAD_LETTERED |        |         |        |           |           |         | DEAD_LETTERED |         | DEAD_LETTERED
            DONE          |        |         |        |           |           |         | DONE          |         | DONE
            """)
    void everyChangeInEveryState(ArgumentsAccessor row) {
        Task before = in(row.get(0, TaskState.class));
        for (int column = 1; column <= CHANGES.size(); column++) {
            assertComesOut(before, CHANGES.get(column - 1), row.get(column, TaskState.class));
        }
    }

    private static void assertComesOut(Task before, Function<TaskLifecycle, Task> change, TaskState expected) {
        TaskLifecycle lifecycle = TaskLifecycle.of(before, LATER);
        if (expected == null) {
            assertThatThrownBy(() -> change.apply(lifecycle)).isInstanceOf(IllegalStateException.class);
            return;
        }
        Task after = change.apply(lifecycle);
        assertThat(after.state()).isEqualTo(expected);
        assertThat(after.revision()).isEqualTo(before.revision() + 1);
        assertThat(after.updatedAt()).isEqualTo(LATER);
        assertThat(Stream.of(after.id(), after.pipelineId(), after.title(), after.description(), after.priority()))
                .containsExactly(before.id(), before.pipelineId(), before.title(), before.description(), 5L);
        assertThat(List.of(after.metadata(), after.retryPolicy(), after.createdAt()))
                .containsExactly(before.metadata(), before.retryPolicy(), before.createdAt());
    }

    @Test
    void aNewTaskStartsInTheInitialStage() {
        NewTask asked = NewTask.of(new PipelineId("p"), "title", "text")
                .withPriority(-3)
                .withAssignee(new AgentId("a"));

        Task task = TaskLifecycle.create(new TaskId("t"), new PipelineId("p"), stage("code"), asked, 0, NOW);

        assertThat(task.state()).isEqualTo(TaskState.READY);
        assertThat(task.stage()).isEqualTo("code");
        assertThat(task.role()).isEqualTo(new AgentRole("coder"));
        assertThat(task.version()).isEqualTo(1);
        assertThat(task.revision()).isZero();
        assertThat(List.of(task.attempts(), task.failures(), task.expirations(), task.openDependencies()))
                .containsOnly(0);
        assertThat(task.nextEligibleAt()).isEqualTo(Instant.EPOCH);
        assertThat(task.priority()).isEqualTo(-3);
        assertThat(task.assignee()).isEqualTo(new AgentId("a"));
        assertThat(List.of(task.createdAt(), task.updatedAt())).containsOnly(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "code, 0, READY",
        "code, 2, BLOCKED",
        "parked, 0, READY",
        "done, 0, DONE",
        "done, 1, DONE",
        "dropped, 0, DONE"
    })
    void aNewTaskRestsWhereItsStageAndDependenciesSay(String initial, int open, TaskState expected) {
        NewTask asked = NewTask.of(new PipelineId("p"), "title", "text");
        Task task = TaskLifecycle.create(new TaskId("t"), new PipelineId("p"), stage(initial), asked, open, NOW);
        assertThat(task.state()).isEqualTo(expected);
        assertThat(task.openDependencies()).isEqualTo(open);
    }

    @Test
    void aTransitionEntersAStageAfresh() {
        Task after = TaskLifecycle.of(in(TaskState.LEASED), NOW).advance(stage("review"));

        assertThat(after.stage()).isEqualTo("review");
        assertThat(after.role()).isEqualTo(new AgentRole("reviewer"));
        assertThat(after.version()).isEqualTo(4);
        assertThat(after.attempts()).isEqualTo(4);
        assertThat(List.of(after.failures(), after.expirations())).containsOnly(0);
        assertThat(after.nextEligibleAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void aTransitionToItsOwnStageEntersItAfreshToo() {
        Task after = TaskLifecycle.of(in(TaskState.LEASED), NOW).advance(stage("code"));
        assertThat(after.version()).isEqualTo(4);
        assertThat(List.of(after.failures(), after.expirations())).containsOnly(0);
    }

    @Test
    void aStageWithoutARoleIsKeptReadyForNobody() {
        Task after = TaskLifecycle.of(in(TaskState.LEASED), NOW).advance(stage("parked"));
        assertThat(after.role()).isNull();
        assertThat(after.state()).isEqualTo(TaskState.READY);
    }

    @Test
    void aRetryWaitsForItsDelay() {
        Task failed = TaskLifecycle.of(in(TaskState.LEASED), NOW).fail(FLOW);
        assertThat(failed.nextEligibleAt()).isEqualTo(NOW.plus(DELAY));
        assertThat(List.of(failed.failures(), failed.expirations())).containsExactly(2, 1);

        Task expired = TaskLifecycle.of(in(TaskState.LEASED), NOW).expire(FLOW);
        assertThat(expired.nextEligibleAt()).isEqualTo(NOW.plus(DELAY));
        assertThat(List.of(expired.failures(), expired.expirations())).containsExactly(1, 2);
    }

    @Test
    void withoutADelayARetryIsReadyAtOnceAndForgetsAnOlderDelay() {
        RetryPolicy policy = new RetryPolicy(null, Duration.ZERO, null, 10);
        Task after = TaskLifecycle.of(in(TaskState.LEASED, policy), NOW).fail(FLOW);
        assertThat(after.state()).isEqualTo(TaskState.READY);
        assertThat(after.nextEligibleAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void theTimeComesWithTheVeryInstantAndNotBefore() {
        Task scheduled = in(TaskState.SCHEDULED);
        assertThat(TaskLifecycle.of(scheduled, LATER).promote().state()).isEqualTo(TaskState.READY);
        assertThatThrownBy(
                        () -> TaskLifecycle.of(scheduled, LATER.minusMillis(1)).promote())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before its time");
    }

    @Test
    void aTaskThatIsNoLongerBlockedStillWaitsForItsTime() {
        Task blocked = TaskLifecycle.of(in(TaskState.SCHEDULED), NOW).block();
        assertThat(TaskLifecycle.of(blocked, NOW).unblock().state()).isEqualTo(TaskState.SCHEDULED);
        assertThat(TaskLifecycle.of(blocked, LATER).unblock().state()).isEqualTo(TaskState.READY);
    }

    @Test
    void aDependencyThatComesWhileATaskIsLeasedHoldsItBackAfterwards() {
        Task leased = TaskLifecycle.of(in(TaskState.LEASED), NOW).block();
        assertThat(leased.openDependencies()).isEqualTo(1);
        assertThat(TaskLifecycle.of(leased, NOW).fail(FLOW).state()).isEqualTo(TaskState.BLOCKED);
        assertThat(TaskLifecycle.of(leased, NOW).advance(stage("review")).state())
                .isEqualTo(TaskState.BLOCKED);
        assertThat(TaskLifecycle.of(leased, NOW).advance(stage("done")).state()).isEqualTo(TaskState.DONE);
    }

    /** Of {@code dead_letter_stage}, what becomes of the stage, and whether the counters start again there. */
    @ParameterizedTest
    @CsvSource({
        ", code, coder, 2",
        "code, code, coder, 2",
        "gone, code, coder, 2",
        "review, review, reviewer, 0",
        "parked, parked, , 0",
        "dropped, dropped, undertaker, 0"
    })
    void aDeadLetterGoesToItsStageWhereThePipelineHasIt(String target, String stage, String role, int failures) {
        Task after = TaskLifecycle.of(in(TaskState.LEASED, policy(2, 10, target)), NOW)
                .fail(FLOW);

        assertThat(after.state()).isEqualTo(TaskState.DEAD_LETTERED);
        assertThat(after.deadLetterReason()).isEqualTo("max_attempts_exceeded");
        assertThat(after.stage()).isEqualTo(stage);
        assertThat(after.role()).isEqualTo(role == null ? null : new AgentRole(role));
        assertThat(after.failures()).isEqualTo(failures);
        assertThat(after.version()).isEqualTo(3);
    }

    @Test
    void failuresAndExpirationsDoNotUseUpEachOther() {
        Task leased = in(TaskState.LEASED, policy(3, 3, null));
        assertThat(TaskLifecycle.of(leased, NOW).fail(FLOW).state()).isEqualTo(TaskState.SCHEDULED);
        assertThat(TaskLifecycle.of(leased, NOW).expire(FLOW).state()).isEqualTo(TaskState.SCHEDULED);
        Task last =
                TaskLifecycle.of(in(TaskState.LEASED, policy(3, 2, null)), NOW).expire(FLOW);
        assertThat(last.deadLetterReason()).isEqualTo("max_expirations_exceeded");
    }

    @Test
    void anAssignmentCanBeTakenBack() {
        Task assigned = TaskLifecycle.of(in(TaskState.READY), NOW).assign(new AgentId("a"));
        assertThat(assigned.assignee()).isEqualTo(new AgentId("a"));
        assertThat(TaskLifecycle.of(assigned, NOW).assign(null).assignee()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void statesHaveTheirCodes(TaskState state) {
        assertThat(TaskState.ofCode(state.code())).isEqualTo(state);
        assertThat(state.code()).matches("[a-z_]+");
    }
}
