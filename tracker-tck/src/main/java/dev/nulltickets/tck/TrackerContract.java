package dev.nulltickets.tck;

import static dev.nulltickets.tck.Refusals.assertRefused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.Answer;
import dev.nulltickets.core.IdempotencyKey;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.NewEvent;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.task.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Try the whole tracker on a store: what its users see, from the first claim to the last transition.
 *
 * @since 0.1.0
 */
public interface TrackerContract extends StoreContract {
    @Test
    default void workFlowsThroughItsPipeline(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId id = desk.create(task -> task);

        Claim coding = desk.claim("coder");
        assertThat(coding.task().id()).isEqualTo(id);
        assertThat(coding.task().state()).isEqualTo(TaskState.LEASED);
        assertThat(coding.run().attempt()).isEqualTo(1);
        desk.tracker().runs().report(coding.run().id(), coding.token(), new NewEvent("note", JsonText.of("{\"n\":1}")));
        desk.finish(coding);

        assertThat(desk.task(id).stage()).isEqualTo("review");
        assertThat(desk.task(id).version()).isEqualTo(2);
        Claim review = desk.claim("reviewer");
        assertThat(review.run().attempt()).isEqualTo(2);
        desk.move(review, "approve");

        Task done = desk.task(id);
        assertThat(done.state()).isEqualTo(TaskState.DONE);
        assertThat(done.version()).isEqualTo(3);
        assertThat(desk.events(coding)).extracting(Event::kind).containsExactly("note", "transition");
        assertThat(desk.tracker().runs().find(coding.run().id()).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(desk.tracker().figures().overview().tasksByStage()).containsExactly(Map.entry("done", 1L));
        assertThat(desk.tracker().figures().overview().liveLeases()).isZero();
    }

    @Test
    default void aRunThatEndedOpensNothing(StoreFixture stores) {
        Desk desk = new Desk(stores);
        desk.create(task -> task);
        Claim claim = desk.claim("coder");
        desk.finish(claim);

        assertRefused(Rejection.NotFound.class, () -> desk.finish(claim));
        assertRefused(Rejection.NotFound.class, () -> desk.fail(claim));
        assertRefused(
                Rejection.NotFound.class,
                () -> desk.tracker().leases().heartbeat(claim.lease().id(), claim.token(), null));
    }

    @Test
    default void requiredGatesGuardTheirTransition(StoreFixture stores) {
        Desk desk = new Desk(stores, """
                {"initial":"todo","states":{"todo":{"agent_role":"coder"},"done":{"terminal":true}},
                 "transitions":[{"from":"todo","to":"done","trigger":"finish","required_gates":["tests","lint"]}]}""");
        TaskId id = desk.create(task -> task);
        Claim claim = desk.claim("coder");

        desk.gate(claim, "tests", GateStatus.PASS);
        assertRefused(Rejection.RequiredGatesNotPassed.class, () -> desk.finish(claim));
        desk.gate(claim, "lint", GateStatus.PASS);
        desk.gate(claim, "lint", GateStatus.FAIL);
        assertRefused(Rejection.RequiredGatesNotPassed.class, () -> desk.finish(claim));
        desk.gate(claim, "lint", GateStatus.PASS);
        desk.finish(claim);

        assertThat(desk.task(id).state()).isEqualTo(TaskState.DONE);
    }

    @Test
    default void theHighestPriorityIsClaimedFirstAndThenTheOldest(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId low = desk.create(task -> task.withPriority(-1));
        TaskId first = desk.create(task -> task);
        TaskId second = desk.create(task -> task);
        TaskId high = desk.create(task -> task.withPriority(7));

        assertThat(List.of(desk.claim("coder"), desk.claim("coder"), desk.claim("coder"), desk.claim("coder")))
                .extracting(claim -> claim.task().id())
                .containsExactly(high, first, second, low);
        assertThat(desk.tryClaim("coder")).isNull();
    }

    @Test
    default void anAssignedTaskIsOnlyForItsAgent(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId id = desk.create(task -> task.withAssignee(Samples.ADA));

        assertThat(desk.tryClaim("coder", Samples.BOB)).isNull();
        desk.tracker().tasks().assign(id, Samples.BOB, "lead");
        assertThat(desk.tryClaim("coder", Samples.ADA)).isNull();
        assertThat(desk.tryClaim("coder", Samples.BOB)).isNotNull();
        assertThat(desk.tracker().tasks().assignments(id))
                .extracting(assignment -> assignment.agentId() + " " + assignment.active())
                .containsExactly("ada false", "bob true");
        assertRefused(Rejection.NotFound.class, () -> desk.tracker().tasks().unassign(id, Samples.ADA));
        desk.tracker().tasks().unassign(id, Samples.BOB);
        assertThat(desk.task(id).assignee()).isNull();
    }

    @Test
    default void aTaskWaitsForAllThatItDependsOn(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId one = desk.create(task -> task);
        TaskId two = desk.create(task -> task);
        TaskId last = desk.create(task -> task.withPriority(9).withDependencies(List.of(one, two)));

        assertThat(desk.task(last).state()).isEqualTo(TaskState.BLOCKED);
        desk.complete(one);
        assertThat(desk.task(last).state()).isEqualTo(TaskState.BLOCKED);
        desk.complete(two);
        assertThat(desk.claim("coder").task().id()).isEqualTo(last);
        assertThat(desk.tracker().tasks().dependencies(last)).allMatch(status -> status.resolved());
    }

    @Test
    default void aDeadLetterInATerminalStageReleasesNobody(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId dying = desk.create(task -> task.withRetryPolicy(new RetryPolicy(1, Duration.ZERO, "done", 10)));
        TaskId waiting = desk.create(task -> task.withDependencies(List.of(dying)));

        desk.fail(desk.claim("coder"));

        assertThat(desk.task(dying).stage()).isEqualTo("done");
        assertThat(desk.task(dying).deadLetterReason()).isEqualTo("max_attempts_exceeded");
        assertThat(desk.task(waiting).state()).isEqualTo(TaskState.BLOCKED);
        assertThat(desk.tryClaim("coder")).isNull();
    }

    @Test
    default void allDependantsAreReadyWhenTheTransitionReturnsHoweverManyTheyAre(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId first = desk.create(task -> task);
        List<TaskId> waiting = IntStream.range(0, 1_001)
                .mapToObj(n -> desk.create(task -> task.withDependencies(List.of(first))))
                .toList();

        desk.complete(first);

        assertThat(waiting).allMatch(id -> desk.task(id).state() == TaskState.READY);
        assertThat(stores.<List<TaskId>>write(tx -> tx.dependencies().deferred(1)))
                .isEmpty();
    }

    @Test
    default void aCycleIsRefusedAndItsPathNamed(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId one = desk.create(task -> task);
        TaskId two = desk.create(task -> task.withDependencies(List.of(one)));
        TaskId three = desk.create(task -> task.withDependencies(List.of(two)));

        assertThatThrownBy(() -> desk.tracker().tasks().addDependency(one, three))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection())
                                .isEqualTo(new Rejection.DependencyCycle(List.of(one, three, two, one))));
        assertRefused(
                Rejection.InvalidDependency.class, () -> desk.tracker().tasks().addDependency(one, one));
        assertRefused(
                Rejection.DuplicateDependency.class,
                () -> desk.tracker().tasks().addDependency(three, two));
        assertThat(desk.task(one).state()).isEqualTo(TaskState.READY);
    }

    @Test
    default void aLeaseThatRanOutIsWorthlessAtOnceAndItsTaskGoesOn(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        TaskId id = desk.create(task -> task);
        Claim lost = desk.claim("coder");
        stores.clock().advance(ClaimRequest.DEFAULT_TTL);

        assertRefused(Rejection.LeaseExpired.class, () -> desk.finish(lost));
        desk.tracker().housekeeping().run();
        assertThat(desk.tracker().runs().find(lost.run().id()).status()).isEqualTo(RunStatus.STALE);
        assertThat(desk.events(lost)).extracting(Event::kind).containsExactly("lease_expired");
        assertRefused(Rejection.LeaseExpired.class, () -> desk.finish(lost));

        Claim next = desk.claim("coder");
        assertThat(next.task().id()).isEqualTo(id);
        assertThat(next.lease().epoch()).isEqualTo(2);
        assertRefused(Rejection.NotFound.class, () -> desk.finish(lost));
        desk.finish(next);
    }

    @Test
    default void aHeartbeatExtendsByTheTtlThatWasClaimedUntilItNamesAnother(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        desk.create(task -> task);
        Claim claim = desk.tracker()
                .leases()
                .claim(ClaimRequest.of("ada", "coder").withTtl(Duration.ofSeconds(10)))
                .orElseThrow();

        stores.clock().advance(Duration.ofSeconds(9));
        assertThat(desk.beat(claim, null)).isEqualTo(stores.now().plusSeconds(10));
        stores.clock().advance(Duration.ofSeconds(9));
        assertThat(desk.beat(claim, Duration.ofSeconds(60)))
                .isEqualTo(stores.now().plusSeconds(60));
        stores.clock().advance(Duration.ofSeconds(59));
        assertThat(desk.beat(claim, null)).isEqualTo(stores.now().plusSeconds(60));
        assertRefused(Rejection.InvalidTtl.class, () -> desk.beat(claim, Duration.ofMillis(999)));
        assertRefused(Rejection.InvalidTtl.class, () -> desk.beat(claim, Duration.ofHours(25)));
    }

    @Test
    default void failuresAndExpirationsHaveALimitEachThatStartsAnewInEachStage(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        TaskId id = desk.create(task -> task.withRetryPolicy(new RetryPolicy(2, Duration.ZERO, null, 2)));

        desk.fail(desk.claim("coder"));
        desk.expire("coder");
        desk.finish(desk.claim("coder"));
        desk.fail(desk.claim("reviewer"));
        desk.expire("reviewer");
        assertThat(desk.task(id).state()).isEqualTo(TaskState.READY);
        desk.expire("reviewer");

        Task dead = desk.task(id);
        assertThat(dead.deadLetterReason()).isEqualTo("max_expirations_exceeded");
        assertThat(dead.attempts()).isEqualTo(6);
        assertThat(desk.tryClaim("reviewer")).isNull();
    }

    @Test
    default void aRetryWaitsForItsDelayAndNoLonger(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        TaskId id = desk.create(task -> task.withRetryPolicy(new RetryPolicy(9, Duration.ofSeconds(30), null, 9)));
        desk.fail(desk.claim("coder"));

        assertThat(desk.task(id).state()).isEqualTo(TaskState.SCHEDULED);
        stores.clock().advance(Duration.ofSeconds(30).minusMillis(1));
        assertThat(desk.tryClaim("coder")).isNull();
        stores.clock().advance(Duration.ofMillis(1));
        Claim again = desk.claim("coder");
        desk.fail(again);
        stores.clock().advance(Duration.ofSeconds(30));
        desk.tracker().housekeeping().run();
        assertThat(desk.task(id).state()).isEqualTo(TaskState.READY);
    }

    @Test
    default void theBestIsFoundAlsoWhenManyBecomeDueAtOnce(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        RetryPolicy patient = new RetryPolicy(9, Duration.ofSeconds(30), null, 9);
        IntStream.range(0, 700)
                .forEach(n -> desk.create(task -> task.withPriority(n).withRetryPolicy(patient)));
        IntStream.range(0, 350).forEach(n -> desk.fail(desk.claim("coder")));
        IntStream.range(0, 350).forEach(n -> desk.claim("coder"));
        stores.clock().advance(Duration.ofMinutes(10));

        assertThat(desk.claim("coder").task().priority()).isEqualTo(699);
    }

    @Test
    default void aClosedStageIsPassedOverInItsOwnPipelineOnly(StoreFixture stores) {
        Desk desk = new Desk(stores);
        PipelineId other = desk.tracker().pipelines().create("other", PipelineDefinition.parse(Samples.DEFINITION));
        IntStream.range(0, 3).forEach(n -> desk.create(task -> task.withPriority(5)));
        TaskId elsewhere = desk.tracker().tasks().create(NewTask.of(other, "elsewhere", ""));

        assertThat(desk.claimAtMost("todo", 1)).isNotNull();
        Claim second = requireNonNull(desk.claimAtMost("todo", 1), "the other pipeline's stage is open");
        assertThat(second.task().id()).isEqualTo(elsewhere);
        assertThat(desk.claimAtMost("todo", 1)).isNull();
        assertThat(desk.claimAtMost("todo", 2)).isNotNull();
        assertThat(desk.claimAtMost("todo", 2)).isNull();
        assertThat(desk.claimAtMost("elsewhere", 1)).isNotNull();
    }

    @Test
    default void aTransactionOfSeveralUseCasesHappensWholeOrNotAtAll(StoreFixture stores) {
        Desk desk = new Desk(stores);
        assertThatThrownBy(() -> desk.tracker().transaction(joined -> {
                    PipelineId pipeline =
                            joined.pipelines().create("both", PipelineDefinition.parse(Samples.DEFINITION));
                    joined.tasks().create(NewTask.of(pipeline, "kept only together", ""));
                    return joined.pipelines().create("both", PipelineDefinition.parse(Samples.DEFINITION));
                }))
                .isInstanceOf(RejectedException.class);

        assertThat(desk.tracker().pipelines().list()).hasSize(1);
        assertThat(desk.tracker()
                        .tasks()
                        .list(TaskFilter.ALL, PageRequest.first(10))
                        .items())
                .isEmpty();
    }

    @Test
    default void aKeyedClaimFindsTheBestAlsoWhenManyBecomeDueAtOnce(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        IntStream.range(0, 450).forEach(n -> desk.create(task -> task.withPriority(n)));
        IntStream.range(0, 450).forEach(n -> desk.claim("coder"));
        stores.clock().advance(ClaimRequest.DEFAULT_TTL);

        IdempotencyKey key = new IdempotencyKey("POST /leases/claim", "k", "{}", null);
        Answer answer = desk.tracker()
                .once(
                        key,
                        joined -> new Answer(
                                200,
                                Long.toString(joined.leases()
                                        .claim(ClaimRequest.of("ada", "coder"))
                                        .orElseThrow()
                                        .task()
                                        .priority()),
                                true));

        assertThat(answer.body()).isEqualTo("449");
        assertThat(stores.<List<Lease>>write(tx -> tx.leases().overdue(tx.now(), 1000)))
                .isEmpty();
    }

    @Test
    default void aKeyedTransitionReleasesAllDependantsToo(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId first = desk.create(task -> task);
        List<TaskId> waiting = IntStream.range(0, 450)
                .mapToObj(n -> desk.create(task -> task.withDependencies(List.of(first))))
                .toList();
        desk.finish(desk.claim("coder"));
        Claim review = desk.claim("reviewer");

        IdempotencyKey key = new IdempotencyKey("POST /transition", "k", "{}", review.token());
        desk.tracker().once(key, joined -> {
            joined.runs().transition(review.run().id(), review.token(), TransitionRequest.of("approve"));
            return new Answer(200, "", true);
        });

        assertThat(waiting).allMatch(id -> desk.task(id).state() == TaskState.READY);
        assertThat(stores.<List<TaskId>>write(tx -> tx.dependencies().deferred(1)))
                .isEmpty();
    }

    @Test
    default void aLeaseOfARunThatHasEndedStopsNobody(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        desk.create(task -> task);
        Claim broken = desk.claim("coder");
        stores.write(
                tx -> tx.runs().finish(broken.run().id(), RunStatus.COMPLETED, tx.now(), JsonText.EMPTY_OBJECT, null));
        TaskId other = desk.create(task -> task);
        stores.clock().advance(ClaimRequest.DEFAULT_TTL);

        assertThat(desk.claim("coder").task().id()).isEqualTo(other);
        assertThat(desk.tracker().housekeeping().step()).isFalse();
    }
}
