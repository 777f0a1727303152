package dev.nulltickets.tck;

import static dev.nulltickets.tck.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Figures.Queue;
import dev.nulltickets.core.Figures.RoleFigures;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Try on a store what is told about the work of each role.
 *
 * @since 0.1.0
 */
public interface TrackerQueueContract extends StoreContract {
    @Test
    default void rolesWithoutTasksAreListedWithNothing(StoreFixture stores) {
        Desk desk = new Desk(stores);
        desk.tracker().pipelines().create("second", PipelineDefinition.parse("""
                {"initial":"plan","states":{"plan":{"agent_role":"architect"},"code":{"agent_role":"coder"},
                  "wait":{},"done":{"terminal":true,"agent_role":"janitor"}},
                 "transitions":[{"from":"plan","to":"code","trigger":"t"},{"from":"code","to":"wait","trigger":"t"},
                  {"from":"wait","to":"done","trigger":"t"}]}"""));
        assertQueue(desk, stores, now -> List.of(nothing("architect"), nothing("coder"), nothing("reviewer")));
    }

    @Test
    default void noPipelinesHaveNoRoles(StoreFixture stores) {
        Queue queue = new Tracker(stores.store()).figures().queue(Duration.ZERO, Duration.ZERO);
        assertThat(queue.roles()).isEmpty();
    }

    @Test
    default void onlyTasksThatCanBeClaimedAreClaimable(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId claimed = desk.create(task -> task.withPriority(9));
        stores.clock().advance(Duration.ofSeconds(1));
        Task oldest = desk.task(desk.create(task -> task.withAssignee(Samples.BOB)));
        desk.create(task -> task.withDependencies(List.of(oldest.id())));
        desk.create(task -> task);
        TaskId dying =
                desk.create(task -> task.withPriority(8).withRetryPolicy(new RetryPolicy(1, Duration.ZERO, null, 1)));
        TaskId later = desk.create(
                task -> task.withPriority(7).withRetryPolicy(new RetryPolicy(9, Duration.ofDays(1), null, 1)));
        assertThat(desk.claim("coder").task().id()).isEqualTo(claimed);
        failOnce(desk, dying);
        failOnce(desk, later);

        assertQueue(desk, stores, now -> List.of(figures("coder", 2, age(oldest, now), 2, 0, 0), nothing("reviewer")));
    }

    @Test
    default void theWorkOfARoleIsAddedUpOverItsStages(StoreFixture stores) {
        Desk desk = new Desk(stores);
        PipelineId other = desk.tracker().pipelines().create("other", PipelineDefinition.parse("""
                {"initial":"todo","states":{"todo":{"agent_role":"reviewer"},"code":{"agent_role":"coder"},
                  "done":{"terminal":true}},
                 "transitions":[{"from":"todo","to":"code","trigger":"finish"},
                  {"from":"code","to":"done","trigger":"finish"}]}"""));
        Task moved = desk.task(desk.create(task -> task));
        desk.finish(desk.claim("coder"));
        Task first = desk.task(desk.create(task -> task));
        desk.tracker().tasks().create(NewTask.of(other, "other", ""));

        assertQueue(
                desk,
                stores,
                now -> List.of(
                        figures("coder", 1, age(first, now), 0, 0, 0),
                        figures("reviewer", 2, age(moved, now), 0, 0, 0)));
    }

    @Test
    default void failedRunsCountUntilTheTaskLeavesItsStage(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Task task = desk.task(desk.create(one -> one));
        failOnce(desk, task.id());
        failOnce(desk, task.id());
        assertQueue(desk, stores, now -> List.of(figures("coder", 1, age(task, now), 2, 0, 0), nothing("reviewer")));

        desk.finish(desk.claim("coder"));
        assertQueue(desk, stores, now -> List.of(nothing("coder"), figures("reviewer", 1, age(task, now), 0, 0, 0)));
        desk.move(desk.claim("reviewer"), "approve");
        assertQueue(desk, stores, now -> List.of(nothing("coder"), nothing("reviewer")));
    }

    @Test
    default void runsAreStuckOnceTheyAreOldAndLeasesNearTheirEnd(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        desk.create(task -> task);
        Task moving = desk.task(desk.create(task -> task));
        claim(desk, Duration.ofSeconds(100));
        stores.clock().advance(Duration.ofSeconds(40));
        Claim second = claim(desk, Duration.ofSeconds(1_000));

        assertCoders(desk, stores, 50, 45, 0, 0);
        stores.clock().advance(Duration.ofSeconds(20));
        assertCoders(desk, stores, 50, 45, 1, 1);
        assertCoders(desk, stores, 2_000, 5, 2, 2);
        // A heartbeat moves the end of a lease, and not its beginning.
        desk.beat(second, Duration.ofSeconds(30));
        assertCoders(desk, stores, 50, 5, 2, 2);
        desk.finish(second);
        assertQueue(
                desk,
                stores,
                Duration.ofSeconds(50),
                Duration.ofSeconds(5),
                now -> List.of(figures("coder", 0, null, 0, 1, 1), figures("reviewer", 1, age(moving, now), 0, 0, 0)));
    }

    @Test
    default void anExpiredLeaseIsCountedOnce(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        Task task = desk.task(desk.create(one -> one));
        claim(desk, Duration.ofSeconds(10));
        stores.clock().advance(Duration.ofSeconds(60));

        assertQueue(desk, stores, now -> List.of(figures("coder", 0, null, 0, 1, 0), nothing("reviewer")));
        desk.tracker().housekeeping().run();
        assertQueue(desk, stores, now -> List.of(figures("coder", 1, age(task, now), 0, 0, 0), nothing("reviewer")));
    }

    @Test
    default void noTaskIsYoungerThanNewWhenTheClockWasSetBack(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        desk.create(task -> task);
        stores.clock().advance(Duration.ofMinutes(-5));

        assertQueue(desk, stores, now -> List.of(figures("coder", 1, Duration.ZERO, 0, 0, 0), nothing("reviewer")));
    }

    @Test
    default void timesThatAreNegativeAreRefused(StoreFixture stores) {
        Desk desk = new Desk(stores);
        assertRefused(
                Rejection.ValidationFailed.class,
                () -> desk.tracker().figures().queue(Duration.ofMillis(-1), Duration.ZERO));
        assertRefused(
                Rejection.ValidationFailed.class,
                () -> desk.tracker().figures().queue(Duration.ZERO, Duration.ofMillis(-1)));
    }

    private static void assertCoders(
            Desk desk, StoreFixture stores, long nearSeconds, long stuckSeconds, long stuck, long nearExpiry) {
        assertQueue(
                desk,
                stores,
                Duration.ofSeconds(nearSeconds),
                Duration.ofSeconds(stuckSeconds),
                now -> List.of(figures("coder", 0, null, 0, stuck, nearExpiry), nothing("reviewer")));
    }

    private static void assertQueue(Desk desk, StoreFixture stores, Function<Instant, List<RoleFigures>> expected) {
        assertQueue(desk, stores, Duration.ofSeconds(20), Duration.ofSeconds(45), expected);
    }

    /** Wait until the figures, which may be a second old, are the expected ones of the time that they name. */
    private static void assertQueue(
            Desk desk,
            StoreFixture stores,
            Duration nearExpiry,
            Duration stuck,
            Function<Instant, List<RoleFigures>> expected) {
        Supplier<Queue> queue = () -> desk.tracker().figures().queue(nearExpiry, stuck);
        Figures.settled(stores, () -> isExpected(queue.get(), expected), true);
        Queue settled = queue.get();
        assertThat(settled.roles()).isEqualTo(expected.apply(settled.generatedAt()));
    }

    private static boolean isExpected(Queue queue, Function<Instant, List<RoleFigures>> expected) {
        return queue.roles().equals(expected.apply(queue.generatedAt()));
    }

    private static RoleFigures nothing(String role) {
        return figures(role, 0, null, 0, 0, 0);
    }

    private static RoleFigures figures(
            String role, long claimable, @Nullable Duration age, long failed, long stuck, long nearExpiry) {
        return new RoleFigures(new AgentRole(role), claimable, age, failed, stuck, nearExpiry);
    }

    private static Duration age(Task task, Instant now) {
        return Duration.between(task.createdAt(), now);
    }

    private static Claim claim(Desk desk, Duration ttl) {
        return desk.tracker()
                .leases()
                .claim(ClaimRequest.of("ada", "coder").withTtl(ttl))
                .orElseThrow();
    }

    private static void failOnce(Desk desk, TaskId id) {
        Claim claim = desk.claim("coder");
        assertThat(claim.task().id()).isEqualTo(id);
        desk.fail(claim);
    }
}
