package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.CODER;
import static dev.nulltickets.tck.Samples.FIRST_PIPELINE;
import static dev.nulltickets.tck.Samples.REVIEWER;
import static dev.nulltickets.tck.Samples.SECOND_PIPELINE;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.TTL;
import static dev.nulltickets.tck.Samples.lease;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.FigureReader.LeaseFigure;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.FigureReader} promises of the oldest ready task, and of leases by stage.
 *
 * @since 0.1.0
 */
public interface WorkFigureContract extends StoreContract {
    @Test
    default void theOldestReadyTaskIsTheOneThatWasCreatedFirst(StoreFixture fixture) {
        Figures.assertOldestReady(fixture, CODER, null);
        fixture.keep(
                task(1).createdAt(START.plusSeconds(5)),
                task(2).createdAt(START.plusSeconds(3)).priority(-9).assignee(Samples.BOB),
                task(3).createdAt(START.plusSeconds(4)).priority(9).pipeline(SECOND_PIPELINE.id()),
                task(4).createdAt(START).role(REVIEWER).stage("review"),
                task(5).createdAt(START.minusSeconds(1)).role(null),
                task(6).createdAt(START.minusSeconds(2)).role(new AgentRole("Coder")));

        Figures.assertOldestReady(fixture, CODER, START.plusSeconds(3));
        Figures.assertOldestReady(fixture, REVIEWER, START);
        Figures.assertOldestReady(fixture, new AgentRole("Coder"), START.minusSeconds(2));
        Figures.assertOldestReady(fixture, new AgentRole("code"), null);
    }

    @Test
    default void onlyReadyTasksAreOldest(StoreFixture fixture) {
        long number = 1;
        for (TaskState state : TaskState.values()) {
            if (state != TaskState.READY) {
                fixture.keep(task(number).createdAt(START.plusSeconds(number++)).state(state));
            }
        }
        Figures.assertOldestReady(fixture, CODER, null);
        Task ready = fixture.keep(task(50).createdAt(START.plusSeconds(50)));
        Figures.assertOldestReady(fixture, CODER, ready.createdAt());
    }

    @Test
    default void theOldestReadyTaskFollowsEveryChange(StoreFixture fixture) {
        Task first = fixture.keep(task(1));
        Task second = fixture.keep(task(2));
        Task leased = fixture.update(first, TaskSample.after(first).state(TaskState.LEASED));
        Figures.assertOldestReady(fixture, CODER, second.createdAt());
        Task ready = fixture.update(leased, TaskSample.after(leased).state(TaskState.READY));
        Figures.assertOldestReady(fixture, CODER, first.createdAt());
        fixture.update(
                ready, TaskSample.after(ready).stage("review").role(REVIEWER).state(TaskState.READY));
        Figures.assertOldestReady(fixture, CODER, second.createdAt());
        Figures.assertOldestReady(fixture, REVIEWER, first.createdAt());
        assertThatThrownBy(() -> fixture.change(tx -> {
                    tx.tasks().insert(task(3).createdAt(START).made());
                    throw new IllegalArgumentException("changed my mind");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        Figures.assertOldestReady(fixture, CODER, second.createdAt());
    }

    @Test
    default void leasesAreCountedByStageUpToTheTimeOfTheirGrant(StoreFixture fixture) {
        Instant end = START.plusSeconds(600);
        granted(fixture, 1, task(1), end);
        granted(fixture, 2, task(2), end);
        granted(fixture, 3, task(3).stage("review"), end);
        granted(fixture, 4, task(4).pipeline(SECOND_PIPELINE.id()), end);

        assertGrantedBy(fixture, START.plusSeconds(1).minusMillis(1));
        assertGrantedBy(fixture, START.plusSeconds(1), new LeaseFigure(todo(), 1));
        assertGrantedBy(fixture, START.plusSeconds(3).minusMillis(1), new LeaseFigure(todo(), 2));
        assertGrantedBy(fixture, START.plusSeconds(3), new LeaseFigure(todo(), 2), new LeaseFigure(stage("review"), 1));
        assertGrantedBy(
                fixture,
                START.plusSeconds(4),
                new LeaseFigure(todo(), 2),
                new LeaseFigure(stage("review"), 1),
                new LeaseFigure(new StageKey(SECOND_PIPELINE.id(), "todo"), 1));
    }

    @Test
    default void leasesThatWereGrantedCountUntilTheyEndOrAreMarked(StoreFixture fixture) {
        Instant late = START.plusSeconds(9);
        Lease ended = granted(fixture, 1, task(1), START.plusSeconds(600));
        Lease marked = granted(fixture, 2, task(2), START.plusSeconds(600));
        Lease overdue = granted(fixture, 3, task(3), START.plusSeconds(4));
        assertGrantedBy(fixture, late, new LeaseFigure(todo(), 3));

        fixture.change(tx -> tx.leases().end(ended.id(), ended.epoch()));
        assertGrantedBy(fixture, late, new LeaseFigure(todo(), 2));
        fixture.change(tx -> tx.leases().expire(marked.id(), marked.epoch()));
        assertGrantedBy(fixture, late, new LeaseFigure(todo(), 1));
        fixture.change(tx -> tx.leases().extend(overdue.id(), overdue.epoch(), START.plusSeconds(700), TTL));
        assertGrantedBy(fixture, START.plusSeconds(3), new LeaseFigure(todo(), 1));
        assertGrantedBy(fixture, START.plusSeconds(3).minusMillis(1));
    }

    @Test
    default void leasesAreCountedByStageBetweenTwoTimesOfTheirEnd(StoreFixture fixture) {
        granted(fixture, 1, task(1), START.plusSeconds(10));
        granted(fixture, 2, task(2), START.plusSeconds(20));
        granted(fixture, 3, task(3).stage("review"), START.plusSeconds(20));
        granted(fixture, 4, task(4).pipeline(SECOND_PIPELINE.id()), START.plusSeconds(30));
        LeaseFigure one = new LeaseFigure(todo(), 1);
        LeaseFigure review = new LeaseFigure(stage("review"), 1);

        assertEnding(fixture, 0, 10_000, one);
        assertEnding(fixture, 0, 9_999);
        assertEnding(fixture, 9_999, 10_000, one);
        assertEnding(fixture, 10_000, 10_000);
        assertEnding(fixture, 10_000, 19_999);
        assertEnding(fixture, 10_000, 20_000, one, review);
        assertEnding(fixture, 0, 20_000, new LeaseFigure(todo(), 2), review);
        assertEnding(
                fixture, 15_000, 99_000, one, review, new LeaseFigure(new StageKey(SECOND_PIPELINE.id(), "todo"), 1));
        assertEnding(fixture, 30_000, 99_000);
    }

    @Test
    default void leasesNearTheirEndFollowEveryChange(StoreFixture fixture) {
        Lease ended = granted(fixture, 1, task(1), START.plusSeconds(10));
        Lease marked = granted(fixture, 2, task(2), START.plusSeconds(10));
        Lease extended = granted(fixture, 3, task(3), START.plusSeconds(10));
        assertEnding(fixture, 0, 10_000, new LeaseFigure(todo(), 3));

        fixture.change(tx -> tx.leases().end(ended.id(), ended.epoch()));
        assertEnding(fixture, 0, 10_000, new LeaseFigure(todo(), 2));
        fixture.change(tx -> tx.leases().expire(marked.id(), marked.epoch()));
        assertEnding(fixture, 0, 10_000, new LeaseFigure(todo(), 1));
        fixture.change(tx -> tx.leases().extend(extended.id(), extended.epoch(), START.plusSeconds(11), TTL));
        assertEnding(fixture, 0, 10_000);
        assertEnding(fixture, 0, 11_000, new LeaseFigure(todo(), 1));
    }

    private static Lease granted(StoreFixture fixture, long number, TaskSample sample, Instant until) {
        Task task = fixture.keep(sample);
        Run run = run(number, task, 1);
        return fixture.grant(run, lease(number, run, task, until));
    }

    private static StageKey todo() {
        return stage("todo");
    }

    private static StageKey stage(String name) {
        return new StageKey(FIRST_PIPELINE.id(), name);
    }

    private static void assertGrantedBy(StoreFixture fixture, Instant until, LeaseFigure... expected) {
        Figures.assertLeases(fixture, figures -> figures.leasesGrantedBy(until), expected);
    }

    private static void assertEnding(StoreFixture fixture, long fromMillis, long toMillis, LeaseFigure... expected) {
        Instant now = START.plusMillis(fromMillis);
        Figures.assertLeases(fixture, figures -> figures.leasesEndingBy(now, START.plusMillis(toMillis)), expected);
    }
}
