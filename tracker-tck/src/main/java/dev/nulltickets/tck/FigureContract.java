package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.FIRST_PIPELINE;
import static dev.nulltickets.tck.Samples.SECOND_PIPELINE;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.TTL;
import static dev.nulltickets.tck.Samples.lease;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.FigureReader.StageFigure;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.FigureReader} promises.
 *
 * @since 0.1.0
 */
public interface FigureContract extends StoreContract {
    @Test
    default void anEmptyStoreHasNoFigures(StoreFixture fixture) {
        Figures.assertStages(fixture);
        Figures.assertLiveLeases(fixture, START, 0);
    }

    @Test
    default void tasksAreCountedByPipelineStageAndState(StoreFixture fixture) {
        PipelineId first = FIRST_PIPELINE.id();
        PipelineId second = SECOND_PIPELINE.id();
        fixture.keep(
                task(1),
                task(2).counts(3, 2, 1),
                task(3).counts(4, 4, 0).state(TaskState.LEASED),
                task(4).stage("review").role(null),
                task(5).pipeline(second),
                task(6).stage("done").role(null).state(TaskState.DONE));

        Figures.assertStages(
                fixture,
                new StageFigure(first, "todo", TaskState.READY, 2, 2),
                new StageFigure(first, "todo", TaskState.LEASED, 1, 4),
                new StageFigure(first, "review", TaskState.READY, 1, 0),
                new StageFigure(second, "todo", TaskState.READY, 1, 0),
                new StageFigure(first, "done", TaskState.DONE, 1, 0));
    }

    @Test
    default void figuresFollowEveryChange(StoreFixture fixture) {
        PipelineId first = FIRST_PIPELINE.id();
        Task ready = fixture.keep(task(1));
        Task leased = fixture.update(ready, TaskSample.after(ready).state(TaskState.LEASED));
        Figures.assertStages(fixture, new StageFigure(first, "todo", TaskState.LEASED, 1, 0));
        Task failed = fixture.update(
                leased, TaskSample.after(leased).scheduledFor(START).counts(1, 1, 0));
        Figures.assertStages(fixture, new StageFigure(first, "todo", TaskState.SCHEDULED, 1, 1));
        Task again = fixture.update(
                failed, TaskSample.after(failed).state(TaskState.READY).counts(2, 2, 0));
        Figures.assertStages(fixture, new StageFigure(first, "todo", TaskState.READY, 1, 2));
        fixture.update(again, TaskSample.after(again).stage("review").counts(2, 0, 0));
        Figures.assertStages(fixture, new StageFigure(first, "review", TaskState.READY, 1, 0));
    }

    @Test
    default void figuresDoNotFollowWhatWasRefused(StoreFixture fixture) {
        Task ready = fixture.keep(task(1));
        assertThat(fixture.<Boolean>write(tx -> {
                    Task wrong = TaskSample.after(ready).made();
                    return tx.tasks()
                            .update(
                                    wrong,
                                    TaskSample.after(wrong)
                                            .state(TaskState.DONE)
                                            .made());
                }))
                .isFalse();
        assertThatThrownBy(() -> fixture.change(tx -> {
                    tx.tasks().insert(task(2).made());
                    throw new IllegalArgumentException("changed my mind");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        Figures.assertStages(fixture, new StageFigure(FIRST_PIPELINE.id(), "todo", TaskState.READY, 1, 0));
    }

    @Test
    default void liveLeasesAreTheUnmarkedOnesThatEndLater(StoreFixture fixture) {
        Lease first = granted(fixture, 1);
        Lease second = granted(fixture, 2);
        Lease third = granted(fixture, 3);
        Figures.assertLiveLeases(fixture, START, 3);
        Figures.assertLiveLeases(fixture, first.expiresAt().minusMillis(1), 3);
        Figures.assertLiveLeases(fixture, first.expiresAt(), 2);
        Figures.assertLiveLeases(fixture, third.expiresAt(), 0);

        fixture.change(tx -> tx.leases().end(first.id(), first.epoch()));
        Figures.assertLiveLeases(fixture, START, 2);
        fixture.change(tx -> tx.leases().expire(second.id(), second.epoch()));
        Figures.assertLiveLeases(fixture, START, 1);
        fixture.change(tx ->
                tx.leases().extend(third.id(), third.epoch(), third.expiresAt().plusSeconds(60), TTL));
        Figures.assertLiveLeases(fixture, third.expiresAt(), 1);
    }

    private static Lease granted(StoreFixture fixture, long number) {
        Task task = fixture.keep(task(number));
        Run run = run(number, task, 1);
        return fixture.grant(run, lease(number, run, task, START.plusSeconds(10 * number)));
    }
}
