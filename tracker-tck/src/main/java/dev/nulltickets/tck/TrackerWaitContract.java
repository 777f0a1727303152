package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.Answer;
import dev.nulltickets.core.Cancellation;
import dev.nulltickets.core.IdempotencyKey;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Try on a store how claims wait for work. Nobody runs the housekeeping unless a test does, and each waits for an hour:
 * work that wakes nobody is seen.
 *
 * @since 0.1.0
 */
public interface TrackerWaitContract extends StoreContract {
    @Test
    default void aClaimWaitsForWork(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Sleeper coder = Sleeper.of(desk, request("ada", "coder"));
        Sleeper reviewer = Sleeper.of(desk, request("bob", "reviewer"));
        TaskId id = desk.create(task -> task);
        List<Claim> claims = coder.claims();
        assertThat(claims).extracting(claim -> claim.task().id()).containsExactly(id);
        assertThat(reviewer.isAwake()).isFalse();
        desk.finish(claims.getFirst());
        assertThat(reviewer.task()).isEqualTo(id);
    }

    @Test
    default void aClaimWaitsNoLongerThanItMay(StoreFixture stores) throws InterruptedException {
        Desk desk = new Desk(stores);
        for (Duration longest : List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofMillis(3))) {
            assertThat(desk.tracker().leases().awaitAll(request("ada", "coder"), 2, longest))
                    .isEmpty();
        }
        TaskId id = desk.create(task -> task);
        assertThat(desk.tracker().leases().awaitAll(request("ada", "coder"), 2, Duration.ZERO))
                .extracting(claim -> claim.task().id())
                .containsExactly(id);
    }

    @Test
    default void theFirstToComeIsTheFirstToGo(StoreFixture stores) {
        Desk desk = new Desk(stores);
        List<Sleeper> sleepers = Stream.of("cid", "bob", "ada", "dan")
                .map(name -> Sleeper.of(desk, request(name, "coder")))
                .toList();
        for (Sleeper sleeper : sleepers) {
            TaskId id = desk.create(task -> task);
            assertThat(sleeper.task()).isEqualTo(id);
        }
    }

    @Test
    default void asManyAreWokenAsThereAreTasksAndTheBestGoFirst(StoreFixture stores) {
        Desk desk = new Desk(stores);
        List<Sleeper> sleepers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sleepers.add(Sleeper.of(desk, request("agent-" + i, "coder")));
        }
        List<TaskId> ids = desk.tracker()
                .tasks()
                .createAll(List.of(
                        titled(desk).withPriority(1),
                        titled(desk).withPriority(3),
                        titled(desk).withPriority(2)));
        assertThat(sleepers.subList(0, 3).stream().map(Sleeper::task)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(sleepers.get(3).isAwake()).isFalse();
        desk.tracker().tasks().createAll(List.of(titled(desk), titled(desk).withPriority(5)));
        assertThat(desk.task(sleepers.get(3).task()).priority()).isEqualTo(5);
    }

    @Test
    default void oneWhoTakesSeveralLeavesTheRest(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Sleeper several = Sleeper.of(desk, request("ada", "coder"), 2);
        Sleeper one = Sleeper.of(desk, request("bob", "coder"));
        desk.tracker().tasks().createAll(List.of(titled(desk), titled(desk), titled(desk), titled(desk)));
        assertThat(several.claims()).hasSizeBetween(1, 2);
        assertThat(one.claims()).hasSize(1);
    }

    @Test
    default void assignedWorkWakesItsAgentOnly(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Sleeper ada = Sleeper.of(desk, request("ada", "coder"));
        Sleeper bob = Sleeper.of(desk, request("bob", "coder"));
        TaskId hers = desk.create(task -> task.withAssignee(Samples.BOB));
        assertThat(bob.task()).isEqualTo(hers);
        ada.awaitSleep();
        TaskId assigned = desk.create(task -> task.withAssignee(Samples.BOB));
        desk.tracker().tasks().assign(assigned, Samples.ADA, null);
        assertThat(ada.task()).isEqualTo(assigned);
    }

    @Test
    default void whoTakesAnotherTaskThanItWasCalledForHandsTheCallOn(StoreFixture stores) {
        Desk desk = new Desk(stores);
        for (int round = 0; round < 20; round++) {
            Sleeper ada = Sleeper.of(desk, request("ada", "coder"));
            Sleeper next = Sleeper.of(desk, request(round % 2 == 0 ? "ada" : "bob", "coder"));
            NewTask assigned = titled(desk).withAssignee(Samples.ADA).withPriority(round % 2 == 0 ? round % 3 : 2);
            NewTask free = titled(desk).withPriority(1);
            desk.tracker().tasks().createAll(round % 5 == 0 ? List.of(free, assigned) : List.of(assigned, free));
            assertThat(List.of(ada.task(), next.task())).doesNotHaveDuplicates();
        }
    }

    @Test
    default void theEndOfANeighboursLeaseWakesWhoIsLimited(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        for (int i = 0; i < 5; i++) {
            desk.create(task -> task.withRetryPolicy(new RetryPolicy(null, Duration.ofDays(1), null, 10)));
        }
        Claim first = desk.claim("coder");
        Claim second = next(desk, first);
        desk.finish(second);
        Sleeper afterFailure = Sleeper.of(desk, limited("ada", 1));
        desk.fail(first);
        assertThat(afterFailure.claims()).hasSize(1);
        Sleeper afterTransition = Sleeper.of(desk, limited("bob", 1));
        Claim held = afterFailure.claims().getFirst();
        desk.finish(held);
        assertThat(afterTransition.claims()).hasSize(1);
        Sleeper afterExpiry = Sleeper.of(desk, limited("cid", 1));
        stores.clock().advance(ClaimRequest.DEFAULT_TTL);
        desk.tracker().housekeeping().run();
        assertThat(afterExpiry.claims()).hasSize(1);
    }

    private static Claim next(Desk desk, Claim other) {
        Claim claim = desk.claim("coder");
        assertThat(claim.task().id()).isNotEqualTo(other.task().id());
        return claim;
    }

    @Test
    default void asManyWhoAreLimitedAreWokenAsLeasesEnd(StoreFixture stores) {
        Desk desk = new Desk(stores);
        desk.tracker()
                .tasks()
                .createAll(Stream.generate(() -> titled(desk)).limit(5).toList());
        List<Claim> held = desk.tracker().leases().claimAll(request("eve", "coder"), 2);
        List<Sleeper> sleepers = Stream.of("ada", "bob", "cid")
                .map(name -> Sleeper.of(desk, limited(name, 2)))
                .toList();
        desk.tracker().transaction(joined -> {
            // Not by a failure, after which the tasks are ready again, and more than two are woken at once.
            held.forEach(
                    claim -> joined.runs().transition(claim.run().id(), claim.token(), TransitionRequest.of("finish")));
            return true;
        });
        assertThat(sleepers.get(0).claims()).hasSize(1);
        assertThat(sleepers.get(1).claims()).hasSize(1);
        assertThat(sleepers.get(2).isAwake()).isFalse();
        desk.finish(sleepers.get(0).claims().getFirst());
        assertThat(sleepers.get(2).claims()).hasSize(1);
    }

    @Test
    default void whoIsLimitedHandsTheCallOnToWhoIsLessSo(StoreFixture stores) {
        Desk desk = new Desk(stores);
        desk.create(task -> task);
        desk.claim("coder");
        Sleeper one = Sleeper.of(desk, limited("ada", 1));
        Sleeper same = Sleeper.of(desk, limited("bob", 1));
        Sleeper two = Sleeper.of(desk, limited("cid", 2));
        Sleeper free = Sleeper.of(desk, request("dan", "coder"));
        TaskId id = desk.create(task -> task);
        assertThat(two.task()).isEqualTo(id);
        TaskId another = desk.create(task -> task);
        assertThat(free.task()).isEqualTo(another);
        assertThat(one.isAwake() || same.isAwake()).isFalse();
    }

    @Test
    default void theEndOfALeaseWakesHimForWhomThereIsWork(StoreFixture stores) {
        Desk desk = new Desk(stores);
        desk.create(task -> task);
        Claim held = desk.claim("coder");
        Sleeper ada = Sleeper.of(desk, limited("ada", 1));
        Sleeper cid = Sleeper.of(desk, limited("cid", 1));
        Sleeper bob = Sleeper.of(desk, limited("bob", 1));
        TaskId his = desk.create(task -> task.withAssignee(Samples.BOB));
        bob.awaitSleep();
        desk.finish(held);
        assertThat(bob.task()).isEqualTo(his);
        assertThat(ada.isAwake() || cid.isAwake()).isFalse();
    }

    @Test
    default void whoGaveUpBeforeAStageOpenedIsReplaced(StoreFixture stores) {
        Desk desk = new Desk(stores);
        desk.create(task -> task);
        Claim held = desk.claim("coder");
        Sleeper first = Sleeper.of(desk, limited("ada", 1));
        Sleeper second = Sleeper.of(desk, limited("bob", 1));
        TaskId id = desk.create(task -> task);
        first.awaitSleep();
        first.cancel();
        assertThat(first.claims()).isEmpty();
        desk.finish(held);
        assertThat(second.task()).isEqualTo(id);
    }

    @Test
    default void whatTimeMakesReadyWakesThroughHousekeeping(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        TaskId id = desk.create(task -> task.withRetryPolicy(new RetryPolicy(null, Duration.ofMinutes(1), null, 10)));
        desk.fail(desk.claim("coder"));
        Sleeper ada = Sleeper.of(desk, request("ada", "coder"));
        stores.clock().advance(Duration.ofMinutes(1));
        assertThat(ada.isAwake()).isFalse();
        desk.tracker().housekeeping().run();
        assertThat(ada.task()).isEqualTo(id);
    }

    @Test
    default void whoIsCancelledGetsNothingAndTheNextGetsIt(StoreFixture stores) {
        Desk desk = new Desk(stores);
        for (int round = 0; round < 100; round++) {
            Sleeper first = Sleeper.of(desk, request("ada", "coder"));
            Sleeper second = Sleeper.of(desk, request("bob", "coder"));
            FutureTask<Object> cancelling = Crowd.alone(() -> {
                first.cancel();
                return true;
            });
            TaskId id = desk.create(task -> task);
            Crowd.result(cancelling);
            if (first.claims().isEmpty()) {
                assertThat(second.task()).isEqualTo(id);
            } else {
                assertThat(first.task()).isEqualTo(id);
                assertThat(second.isAwake()).isFalse();
                second.cancel();
                assertThat(second.claims()).isEmpty();
            }
        }
    }

    @Test
    default void whoIsInterruptedGetsNothingAndTheNextGetsIt(StoreFixture stores) {
        Desk desk = new Desk(stores);
        for (int round = 0; round < 100; round++) {
            Sleeper first = Sleeper.of(desk, request("ada", "coder"));
            Sleeper second = Sleeper.of(desk, request("bob", "coder"));
            FutureTask<Object> interrupting = Crowd.alone(() -> {
                first.interrupt();
                return true;
            });
            TaskId id = desk.create(task -> task);
            Crowd.result(interrupting);
            if (first.isInterrupted()) {
                assertThat(second.task()).isEqualTo(id);
            } else {
                assertThat(first.task()).isEqualTo(id);
                second.cancel();
                assertThat(second.claims()).isEmpty();
            }
        }
    }

    @Test
    default void nothingIsGrantedToWhoHasBeenCancelled(StoreFixture stores) throws InterruptedException {
        Desk desk = new Desk(stores);
        TaskId id = desk.create(task -> task);
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThat(desk.tracker().leases().awaitAll(request("ada", "coder"), 1, Sleeper.LONG, cancellation))
                .isEmpty();
        assertThat(desk.claim("coder").task().id()).isEqualTo(id);
    }

    @Test
    default void nobodyWaitsInsideATransaction(StoreFixture stores) {
        Desk desk = new Desk(stores);
        assertThatThrownBy(() -> desk.tracker().transaction(joined -> {
                    try {
                        return joined.leases().awaitAll(request("ada", "coder"), 1, Sleeper.LONG);
                    } catch (InterruptedException stopped) {
                        throw new AssertionError(stopped);
                    }
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void aWaitWithAKeyIsGrantedOnce(StoreFixture stores) {
        Desk desk = new Desk(stores);
        IdempotencyKey key = new IdempotencyKey("POST /claim", "k", "{}", null);
        assertThat(Crowd.result(Crowd.alone(() -> awaitOnce(desk, key, Duration.ZERO))))
                .isEmpty();
        FutureTask<Optional<Answer>> waiting = Crowd.alone(() -> awaitOnce(desk, key, Sleeper.LONG));
        TaskId id = desk.create(task -> task);
        Answer answer = Crowd.result(waiting).orElseThrow();
        assertThat(answer.body()).isEqualTo(id.value());
        desk.create(task -> task);
        assertThat(Crowd.result(Crowd.alone(() -> awaitOnce(desk, key, Sleeper.LONG))))
                .contains(answer);
        assertThat(desk.tryClaim("coder")).isNotNull();
        assertThat(desk.tryClaim("coder")).isNull();
    }

    private static Optional<Answer> awaitOnce(Desk desk, IdempotencyKey key, Duration longest)
            throws InterruptedException {
        return desk.tracker()
                .awaitOnce(
                        key,
                        request("ada", "coder"),
                        1,
                        longest,
                        new Cancellation(),
                        claims -> new Answer(200, claims.getFirst().task().id().value(), true));
    }

    private static NewTask titled(Desk desk) {
        return NewTask.of(desk.pipeline(), "a task", "");
    }

    private static ClaimRequest request(String agent, String role) {
        return ClaimRequest.of(agent, role);
    }

    private static ClaimRequest limited(String agent, long limit) {
        ClaimRequest request = ClaimRequest.of(agent, "coder");
        return new ClaimRequest(request.agentId(), request.role(), request.ttl(), Map.of("todo", limit));
    }
}
