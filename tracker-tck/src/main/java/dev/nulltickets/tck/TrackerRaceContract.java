package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Answer;
import dev.nulltickets.core.IdempotencyKey;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.task.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Let many do at the same time what only one may have done.
 *
 * @since 0.1.0
 */
public interface TrackerRaceContract extends StoreContract {
    @Test
    default void eachTaskIsClaimedOnceAndWorkedOnce(StoreFixture stores) {
        Tracker tracker = new Tracker(stores.store());
        PipelineId pipeline = tracker.pipelines().create("race", PipelineDefinition.parse(Samples.DEFINITION));
        int tasks = 600;
        IntStream.range(0, tasks)
                .forEach(n -> tracker.tasks()
                        .create(NewTask.of(pipeline, "task " + n, "").withPriority(n % 7)));

        Queue<Claim> claims = new ConcurrentLinkedQueue<>();
        Crowd.together(16, n -> {
            for (Optional<Claim> claim = claim(tracker, n); claim.isPresent(); claim = claim(tracker, n)) {
                claims.add(claim.get());
                finish(tracker, claim.get(), "finish");
            }
            return n;
        });

        assertThat(claims).hasSize(tasks);
        assertThat(claims.stream().map(claim -> claim.task().id()).distinct()).hasSize(tasks);
        assertThat(claims).allMatch(claim -> claim.run().attempt() == 1);
        assertThat(tracker.figures().overview().tasksByStage()).containsExactly(Map.entry("review", (long) tasks));
    }

    @Test
    default void ofATransitionAndAnExpiryOneWins(StoreFixture stores) {
        stores.assumeFollowsClock();
        Tracker tracker = new Tracker(stores.store());
        PipelineId pipeline = tracker.pipelines().create("race", PipelineDefinition.parse(Samples.DEFINITION));
        for (int round = 0; round < 60; round++) {
            TaskId id = tracker.tasks().create(NewTask.of(pipeline, "contested", ""));
            Claim claim = claim(tracker, 0).orElseThrow();
            List<Boolean> finished = Crowd.together(3, n -> switch (n) {
                case 0 -> finishes(tracker, claim);
                case 1 -> {
                    stores.clock().advance(ClaimRequest.DEFAULT_TTL);
                    yield false;
                }
                default -> {
                    tracker.housekeeping().run();
                    yield false;
                }
            });
            tracker.housekeeping().run();

            RunStatus status = tracker.runs().find(claim.run().id()).status();
            assertThat(status).isEqualTo(finished.getFirst() ? RunStatus.COMPLETED : RunStatus.STALE);
            assertThat(tracker.tasks().details(id).task().stage()).isEqualTo(finished.getFirst() ? "review" : "todo");
            if (!finished.getFirst()) {
                finish(tracker, claim(tracker, 0).orElseThrow(), "finish");
            }
        }
    }

    @Test
    default void ofTwoDependenciesThatWouldCloseACycleOneIsRefused(StoreFixture stores) {
        Tracker tracker = new Tracker(stores.store());
        PipelineId pipeline = tracker.pipelines().create("race", PipelineDefinition.parse(Samples.DEFINITION));
        for (int round = 0; round < 60; round++) {
            TaskId one = tracker.tasks().create(NewTask.of(pipeline, "one", ""));
            TaskId two = tracker.tasks().create(NewTask.of(pipeline, "two", ""));
            List<Boolean> added =
                    Crowd.together(2, n -> n == 0 ? depends(tracker, one, two) : depends(tracker, two, one));
            assertThat(added).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    default void aKeyHasOneEffectAndOneAnswer(StoreFixture stores) {
        Tracker tracker = new Tracker(stores.store());
        PipelineId pipeline = tracker.pipelines().create("race", PipelineDefinition.parse(Samples.DEFINITION));
        for (int round = 0; round < 40; round++) {
            IdempotencyKey key = new IdempotencyKey("POST /tasks", "key-" + round, "{}", null);
            List<Answer> answers = Crowd.together(8, n -> tracker.once(key, joined -> created(joined, pipeline)));
            assertThat(answers).containsOnly(answers.getFirst());
        }
        assertThat(tracker.tasks().list(TaskFilter.ALL, PageRequest.first(1000)).items())
                .hasSize(40);
    }

    @Test
    default void aKeyRepliesAsLongAsItIsKeptAndOnlyToItsHolder(StoreFixture stores) {
        stores.assumeFollowsClock();
        Tracker tracker = new Tracker(stores.store());
        PipelineId pipeline = tracker.pipelines().create("keys", PipelineDefinition.parse(Samples.DEFINITION));
        LeaseToken holder = new LeaseToken("the first token");
        IdempotencyKey key = new IdempotencyKey("POST /x", "k", "{}", holder);

        Answer first = tracker.once(key, joined -> created(joined, pipeline));
        assertThat(tracker.once(key, joined -> created(joined, pipeline))).isEqualTo(first);
        assertThat(refusal(() -> tracker.once(
                        new IdempotencyKey("POST /x", "k", "other", holder), joined -> created(joined, pipeline))))
                .isInstanceOf(Rejection.IdempotencyConflict.class);
        assertThat(tracker.once(
                        new IdempotencyKey("POST /x", "k", "{}", new LeaseToken("another")),
                        joined -> new Answer(401, "no", false)))
                .isEqualTo(new Answer(401, "no", false));
        assertThat(tracker.once(key, joined -> created(joined, pipeline))).isEqualTo(first);

        stores.clock().advance(Duration.ofHours(24));
        assertThat(tracker.once(key, joined -> created(joined, pipeline))).isNotEqualTo(first);
    }

    @Test
    default void whatIsRefusedOrChangesNothingIsNotKept(StoreFixture stores) {
        Tracker tracker = new Tracker(stores.store());
        PipelineId pipeline = tracker.pipelines().create("keys", PipelineDefinition.parse(Samples.DEFINITION));
        IdempotencyKey key = new IdempotencyKey("POST /x", "k", "{}", null);

        assertThat(refusal(() -> tracker.once(key, joined -> {
                    created(joined, pipeline);
                    throw new Rejection.InvalidStatus("no").asException();
                })))
                .isInstanceOf(Rejection.InvalidStatus.class);
        assertThat(tracker.tasks().list(TaskFilter.ALL, PageRequest.first(10)).items())
                .isEmpty();
        tracker.once(key, joined -> new Answer(204, "", false));
        assertThat(tracker.once(key, joined -> created(joined, pipeline)).status())
                .isEqualTo(201);
        assertThat(tracker.tasks().list(TaskFilter.ALL, PageRequest.first(10)).items())
                .allMatch(task -> task.state() == TaskState.READY)
                .hasSize(1);
    }

    private static Answer created(Tracker tracker, PipelineId pipeline) {
        return new Answer(
                201, tracker.tasks().create(NewTask.of(pipeline, "once", "")).value(), true);
    }

    private static Rejection refusal(Runnable work) {
        try {
            work.run();
        } catch (RejectedException refused) {
            return refused.rejection();
        }
        throw new AssertionError("nothing was refused");
    }

    private static Optional<Claim> claim(Tracker tracker, int agent) {
        return tracker.leases().claim(ClaimRequest.of("agent-" + agent, "coder"));
    }

    private static void finish(Tracker tracker, Claim claim, String trigger) {
        tracker.runs().transition(claim.run().id(), claim.token(), TransitionRequest.of(trigger));
    }

    private static boolean finishes(Tracker tracker, Claim claim) {
        try {
            finish(tracker, claim, "finish");
            return true;
        } catch (RejectedException refused) {
            assertThat(refused.rejection()).isInstanceOf(Rejection.LeaseExpired.class);
            return false;
        }
    }

    private static boolean depends(Tracker tracker, TaskId one, TaskId other) {
        try {
            tracker.tasks().addDependency(one, other);
            return true;
        } catch (RejectedException refused) {
            assertThat(refused.rejection()).isInstanceOf(Rejection.DependencyCycle.class);
            return false;
        }
    }
}
