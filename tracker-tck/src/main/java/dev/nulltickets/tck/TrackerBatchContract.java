package dev.nulltickets.tck;

import static dev.nulltickets.tck.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Leases;
import dev.nulltickets.core.Runs;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.run.NewEvent;
import dev.nulltickets.core.task.NewTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Try on a store how several tasks are claimed, and several events reported, at once.
 *
 * @since 0.1.0
 */
public interface TrackerBatchContract extends StoreContract {
    @Test
    default void severalTasksAreClaimedTheBestFirst(StoreFixture stores) {
        Desk desk = new Desk(stores);
        TaskId first = desk.create(task -> task);
        TaskId second = desk.create(task -> task);
        TaskId mine = desk.create(task -> task.withAssignee(Samples.ADA).withPriority(1));
        desk.create(task -> task.withAssignee(Samples.BOB).withPriority(9));
        TaskId high = desk.create(task -> task.withPriority(2));

        List<Claim> claims = desk.tracker().leases().claimAll(request(Map.of()), 3);

        assertThat(taskIds(claims)).containsExactly(high, mine, first);
        assertThat(claims).extracting(Claim::token).doesNotHaveDuplicates();
        assertThat(claims).extracting(claim -> claim.run().id()).doesNotHaveDuplicates();
        claims.forEach(desk::finish);
        assertThat(taskIds(desk.tracker().leases().claimAll(request(Map.of()), 3)))
                .containsExactly(second);
        assertThat(desk.tracker().leases().claimAll(request(Map.of()), 3)).isEmpty();
    }

    @Test
    default void limitsCountTheTasksOfTheSameClaim(StoreFixture stores) {
        Desk desk = new Desk(stores);
        PipelineId other = desk.tracker().pipelines().create("other", PipelineDefinition.parse(Samples.DEFINITION));
        for (int i = 0; i < 4; i++) {
            desk.create(task -> task.withPriority(5));
            desk.tracker().tasks().create(NewTask.of(other, "another", ""));
        }
        desk.claim("coder");

        List<Claim> claims = desk.tracker().leases().claimAll(request(Map.of("todo", 3L)), 100);

        assertThat(claims)
                .extracting(claim -> claim.task().pipelineId())
                .containsExactly(desk.pipeline(), desk.pipeline(), other, other, other);
        assertThat(desk.tracker().leases().claimAll(request(Map.of("todo", 3L)), 100))
                .isEmpty();
        assertThat(desk.tracker().leases().claimAll(request(Map.of("todo", 4L, "review", 1L)), 100))
                .hasSize(2);
    }

    @Test
    default void whatIsDueCountsForAClaimOfSeveral(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        List<TaskId> ids =
                IntStream.range(0, 250).mapToObj(n -> desk.create(task -> task)).toList();
        for (int claimed = 0; claimed < 250; claimed += 50) {
            assertThat(desk.tracker().leases().claimAll(request(Map.of()), 50)).hasSize(50);
        }
        stores.clock().advance(ClaimRequest.DEFAULT_TTL);
        assertThat(taskIds(desk.tracker().leases().claimAll(request(Map.of()), 100)))
                .isEqualTo(ids.subList(0, 100));
    }

    @Test
    default void oneToAHundredTasksAreClaimedAtOnce(StoreFixture stores) {
        Desk desk = new Desk(stores);
        for (int most : List.of(0, -1, Leases.MOST_CLAIMS + 1, Integer.MAX_VALUE)) {
            assertRefused(
                    new Rejection.ValidationFailed("max_tasks must be from 1 to 100, but is " + most),
                    () -> desk.tracker().leases().claimAll(request(Map.of()), most));
        }
        assertRefused(
                Rejection.InvalidTtl.class,
                () -> desk.tracker().leases().claimAll(request(Map.of()).withTtl(Duration.ZERO), 2));
    }

    @Test
    default void eachTaskIsClaimedOnceAlsoByThoseWhoTakeSeveral(StoreFixture stores) {
        Desk desk = new Desk(stores);
        desk.tracker().tasks().createAll(Collections.nCopies(500, NewTask.of(desk.pipeline(), "contested", "")));
        Queue<TaskId> claimed = new ConcurrentLinkedQueue<>();
        Crowd.each(8, agent -> {
            List<Claim> claims;
            do {
                claims = desk.tracker().leases().claimAll(ClaimRequest.of("agent-" + agent, "coder"), 1 + agent * 3);
                claimed.addAll(taskIds(claims));
            } while (!claims.isEmpty());
        });
        assertThat(claimed).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    default void severalEventsAreReportedInOrder(StoreFixture stores) {
        Desk desk = new Desk(stores);
        desk.create(task -> task);
        Claim claim = desk.claim("coder");
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < Runs.MOST_EVENTS; i++) {
            events.add(new NewEvent("step", JsonText.of("{\"n\":" + i + "}")));
        }

        List<Long> ids = desk.tracker().runs().reportAll(claim.run().id(), claim.token(), events);

        List<Event> kept = desk.tracker()
                .runs()
                .events(claim.run().id(), PageRequest.first(1000))
                .items();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(kept).extracting(Event::id).isEqualTo(ids);
        assertThat(kept)
                .extracting(Event::data)
                .isEqualTo(events.stream().map(NewEvent::data).toList());
    }

    @Test
    default void noEventsAreReportedWithoutALeaseOrTooManyAtOnce(StoreFixture stores) {
        stores.assumeFollowsClock();
        Desk desk = new Desk(stores);
        desk.create(task -> task);
        Claim claim = desk.claim("coder");
        NewEvent event = new NewEvent("step", JsonText.EMPTY_OBJECT);
        assertRefused(Rejection.InvalidRequest.class, () -> report(desk, claim, claim.token(), List.of()));
        assertRefused(
                Rejection.ValidationFailed.class,
                () -> report(desk, claim, claim.token(), Collections.nCopies(Runs.MOST_EVENTS + 1, event)));
        assertRefused(
                Rejection.Unauthorized.class,
                () -> report(desk, claim, new LeaseToken("another"), List.of(event, event)));
        stores.clock().advance(ClaimRequest.DEFAULT_TTL);
        assertRefused(Rejection.LeaseExpired.class, () -> report(desk, claim, claim.token(), List.of(event, event)));
        assertThat(desk.events(claim)).isEmpty();
    }

    private static void report(Desk desk, Claim claim, LeaseToken token, List<NewEvent> events) {
        desk.tracker().runs().reportAll(claim.run().id(), token, events);
    }

    private static ClaimRequest request(Map<String, Long> perState) {
        return new ClaimRequest(Samples.ADA, Samples.CODER, ClaimRequest.DEFAULT_TTL, perState);
    }

    private static List<TaskId> taskIds(List<Claim> claims) {
        return claims.stream().map(claim -> claim.task().id()).toList();
    }
}
