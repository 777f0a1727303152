package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Cancellation;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.task.NewTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Let many agents wait while work comes from everywhere. Each waits for an hour and nobody polls, so that a call that
 * is lost leaves work undone.
 *
 * @since 0.1.0
 */
public interface TrackerWaitRaceContract extends StoreContract {
    @Test
    default void nobodySleepsWhileThereIsWork(StoreFixture stores) {
        race(stores, 16, 400, Map.of(), Map.of());
    }

    @Test
    default void nobodySleepsWhileThereIsWorkThatLimitsAllow(StoreFixture stores) {
        race(stores, 16, 300, Map.of("todo", 2L), Map.of("review", 1L));
    }

    @Test
    default void nobodySleepsWhileThereIsWorkThatLimitsOfAllKindsAllow(StoreFixture stores) {
        race(stores, 12, 300, Map.of("todo", 1L), Map.of("todo", 3L, "review", 2L));
    }

    private static void race(
            StoreFixture stores, int agents, int tasks, Map<String, Long> even, Map<String, Long> odd) {
        Desk desk = new Desk(stores);
        Cancellation over = new Cancellation();
        CountDownLatch done = new CountDownLatch(tasks);
        Queue<RunId> runs = new ConcurrentLinkedQueue<>();
        AtomicInteger turn = new AtomicInteger();
        List<FutureTask<Integer>> working = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            int number = i;
            String role = i % 4 < 2 ? "coder" : "reviewer";
            ClaimRequest plain = ClaimRequest.of("agent-" + i / 3, role);
            ClaimRequest request =
                    new ClaimRequest(plain.agentId(), plain.role(), plain.ttl(), i % 2 == 0 ? even : odd);
            working.add(Crowd.alone(() -> {
                int claimed = 0;
                while (!over.isCancelled()) {
                    int most = 1 + number % 3;
                    for (Claim claim : desk.tracker().leases().awaitAll(request, most, Sleeper.LONG, over)) {
                        runs.add(claim.run().id());
                        work(desk, claim, turn.getAndIncrement(), done);
                        claimed++;
                    }
                }
                return claimed;
            }));
        }
        Crowd.each(4, creator -> create(desk, creator, tasks / 4));
        Crowd.pass(done);
        over.cancel();
        int claimed = working.stream().mapToInt(Crowd::result).sum();

        assertThat(runs).hasSize(claimed).doesNotHaveDuplicates();
        assertThat(desk.tracker().figures().overview().tasksByStage()).containsExactly(Map.entry("done", (long) tasks));
    }

    private static void create(Desk desk, int creator, int tasks) {
        NewTask plain = NewTask.of(desk.pipeline(), "contested", "");
        for (int i = 0; i < tasks; i += 5) {
            List<NewTask> some = new ArrayList<>(Collections.nCopies(4, plain.withPriority(i % 3)));
            some.add(plain.withDependencies(List.of(new TaskId("#1"))));
            if (creator == 0) {
                some.forEach(task -> {
                    if (task.dependencies().isEmpty()) {
                        desk.tracker().tasks().create(task);
                    }
                });
                desk.tracker().tasks().create(plain);
            } else {
                desk.tracker().tasks().createAll(some);
            }
        }
    }

    private static void work(Desk desk, Claim claim, int turn, CountDownLatch done) {
        if (turn % 7 == 3) {
            desk.tracker().runs().fail(claim.run().id(), claim.token(), "again", JsonText.EMPTY_OBJECT);
            return;
        }
        boolean last = claim.task().stage().equals("review");
        desk.tracker()
                .runs()
                .transition(claim.run().id(), claim.token(), TransitionRequest.of(last ? "approve" : "finish"));
        if (last) {
            done.countDown();
        }
    }
}
