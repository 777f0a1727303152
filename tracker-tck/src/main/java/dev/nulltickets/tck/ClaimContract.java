package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.ADA;
import static dev.nulltickets.tck.Samples.BOB;
import static dev.nulltickets.tck.Samples.CODER;
import static dev.nulltickets.tck.Samples.FIRST_PIPELINE;
import static dev.nulltickets.tck.Samples.REVIEWER;
import static dev.nulltickets.tck.Samples.SECOND_PIPELINE;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.TaskStore} promises of the best task to claim.
 *
 * @since 0.1.0
 */
public interface ClaimContract extends StoreContract {
    @Test
    default void withoutTasksNoneIsBest(StoreFixture fixture) {
        assertThat(best(fixture, CODER, ADA)).isEmpty();
        assertThat(waiting(fixture, CODER, ADA)).isEmpty();
    }

    @Test
    default void theBestTaskHasTheHighestPriority(StoreFixture fixture) {
        fixture.keep(task(1).priority(Long.MIN_VALUE), task(2).priority(-1), task(3), task(4).priority(10));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(4).value());
        fixture.keep(task(5).priority(Long.MAX_VALUE), task(6).priority(9));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(5).value());
    }

    @Test
    default void ofOnePriorityTheOldestTaskIsBest(StoreFixture fixture) {
        fixture.keep(
                task(1).createdAt(START.plusMillis(2)),
                task(2).createdAt(START.plusMillis(1)),
                task(3).createdAt(START.plusMillis(3)));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(2).value());
        fixture.keep(task(4).createdAt(START.minusSeconds(4_000_000_000L)));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(4).value());
    }

    @Test
    default void ofOneAgeTheLowestIdIsBest(StoreFixture fixture) {
        fixture.keep(task(3).createdAt(START), task(2).createdAt(START), task(11).createdAt(START));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(2).value());
    }

    @Test
    default void theBestTaskHasTheRole(StoreFixture fixture) {
        fixture.keep(
                task(1).priority(5), task(2).role(REVIEWER), task(3).role(null).priority(9));
        assertThat(best(fixture, REVIEWER, ADA))
                .containsExactly(Samples.taskId(2).value());
        assertThat(best(fixture, new AgentRole("Coder"), ADA)).isEmpty();
    }

    @Test
    default void onlyReadyTasksAreConsidered(StoreFixture fixture) {
        long number = 0;
        for (TaskState state : TaskState.values()) {
            if (state != TaskState.READY) {
                fixture.keep(task(++number).state(state).priority(9));
            }
        }
        assertThat(best(fixture, CODER, ADA)).isEmpty();
        assertThat(waiting(fixture, CODER, ADA)).isEmpty();
        fixture.keep(task(50).priority(-9));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(50).value());
    }

    @Test
    default void aTaskOfAnotherAgentIsPassedOver(StoreFixture fixture) {
        fixture.keep(task(1).priority(9).assignee(BOB), task(2));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(2).value());
        assertThat(best(fixture, CODER, BOB)).containsExactly(Samples.taskId(1).value());
        assertThat(best(fixture, CODER, new AgentId("Bob")))
                .containsExactly(Samples.taskId(2).value());
    }

    @Test
    default void assignmentGivesNoPrecedence(StoreFixture fixture) {
        fixture.keep(task(1).priority(1), task(2).priority(2).assignee(ADA), task(3).priority(3));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(3).value());
        fixture.keep(task(4).priority(4).assignee(ADA));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(4).value());
        fixture.keep(task(5).priority(4).assignee(null).createdAt(START));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(5).value());
    }

    @Test
    default void theBestTaskFollowsEveryChange(StoreFixture fixture) {
        Task first = fixture.keep(task(1).priority(9));
        fixture.keep(task(2));
        Task leased = fixture.update(first, TaskSample.after(first).state(TaskState.LEASED));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(2).value());
        Task again = fixture.update(leased, TaskSample.after(leased).state(TaskState.READY));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(1).value());
        Task assigned = fixture.update(again, TaskSample.after(again).assignee(BOB));
        assertThat(best(fixture, CODER, ADA)).containsExactly(Samples.taskId(2).value());
        fixture.update(
                assigned,
                TaskSample.after(assigned).assignee(null).stage("review").role(REVIEWER));
        assertThat(best(fixture, CODER, BOB)).containsExactly(Samples.taskId(2).value());
        assertThat(best(fixture, REVIEWER, BOB))
                .containsExactly(Samples.taskId(1).value());
    }

    @Test
    default void theBestTaskOfAStageIsOfThatPipelineAndStage(StoreFixture fixture) {
        PipelineId first = FIRST_PIPELINE.id();
        PipelineId second = SECOND_PIPELINE.id();
        fixture.keep(
                task(1).priority(9).pipeline(second),
                task(2).priority(8).stage("review"),
                task(3).priority(7).assignee(BOB),
                task(4).priority(6).role(REVIEWER),
                task(5).priority(5).state(TaskState.LEASED),
                task(6).priority(1),
                task(7).priority(2).assignee(ADA),
                task(8).priority(2).createdAt(START.plusSeconds(1)));

        assertThat(best(fixture, CODER, ADA, new StageKey(first, "todo")))
                .containsExactly(Samples.taskId(8).value());
        assertThat(best(fixture, CODER, BOB, new StageKey(first, "todo")))
                .containsExactly(Samples.taskId(3).value());
        assertThat(best(fixture, CODER, ADA, new StageKey(second, "todo")))
                .containsExactly(Samples.taskId(1).value());
        assertThat(best(fixture, CODER, ADA, new StageKey(first, "review")))
                .containsExactly(Samples.taskId(2).value());
        assertThat(best(fixture, CODER, ADA, new StageKey(second, "review"))).isEmpty();
    }

    @Test
    default void waitingStagesAreThoseOfTheTasksThatAreConsidered(StoreFixture fixture) {
        PipelineId first = FIRST_PIPELINE.id();
        PipelineId second = SECOND_PIPELINE.id();
        fixture.keep(
                task(1),
                task(2).assignee(ADA),
                task(3),
                task(4).pipeline(second).assignee(ADA),
                task(5).stage("review").role(REVIEWER),
                task(6).pipeline(second).stage("review").assignee(BOB),
                task(7).stage("done").state(TaskState.DONE),
                task(8).pipeline(second).stage("done").state(TaskState.BLOCKED));

        assertThat(waiting(fixture, CODER, ADA))
                .containsExactlyInAnyOrder(new StageKey(first, "todo"), new StageKey(second, "todo"));
        assertThat(waiting(fixture, CODER, BOB))
                .containsExactlyInAnyOrder(new StageKey(first, "todo"), new StageKey(second, "review"));
        assertThat(waiting(fixture, REVIEWER, BOB)).containsExactly(new StageKey(first, "review"));
        assertThat(waiting(fixture, new AgentRole("none"), BOB)).isEmpty();
    }

    private static List<String> best(StoreFixture fixture, AgentRole role, AgentId agent) {
        return fixture.write(tx -> ids(tx.tasks().best(role, agent).stream().toList()));
    }

    private static List<String> best(StoreFixture fixture, AgentRole role, AgentId agent, StageKey stage) {
        return fixture.write(
                tx -> ids(tx.tasks().best(role, agent, stage).stream().toList()));
    }

    private static List<StageKey> waiting(StoreFixture fixture, AgentRole role, AgentId agent) {
        return fixture.write(tx -> tx.tasks().waitingStages(role, agent));
    }

    private static List<String> ids(List<Task> tasks) {
        return tasks.stream().map(task -> task.id().value()).toList();
    }
}
