package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.ADA;
import static dev.nulltickets.tck.Samples.CODER;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.lease;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Prove that agents who claim at once never get one task twice, nor none while there is one.
 *
 * @since 0.1.0
 */
public interface RaceContract extends StoreContract {
    @Test
    default void manyAgentsClaimEachTaskOnce(StoreFixture fixture) {
        int agents = 8;
        int tasks = 200;
        Random priorities = new Random(4711);
        fixture.keep(IntStream.range(0, tasks)
                .mapToObj(i -> task(i + 1).priority(priorities.nextInt(5)))
                .toArray(TaskSample[]::new));

        List<List<TaskId>> claims = Crowd.together(agents, agent -> claimAll(fixture));

        List<TaskId> all = claims.stream().flatMap(List::stream).toList();
        assertThat(all).hasSize(tasks).doesNotHaveDuplicates();
        fixture.change(tx -> tx.tasks().list(TaskFilter.ALL, null, tasks + 1).forEach(task -> {
            assertThat(task.state()).isEqualTo(TaskState.LEASED);
            assertThat(task.attempts()).isEqualTo(1);
            Run run = tx.runs().latest(task.id()).orElseThrow();
            assertThat(run.attempt()).isEqualTo(1);
            assertThat(tx.leases().of(run.id())).isPresent();
        }));
    }

    @Test
    default void oneAgentClaimsTheBestFirst(StoreFixture fixture) {
        Random random = new Random(4712);
        List<Task> tasks = fixture.keep(IntStream.range(0, 100)
                .mapToObj(i -> task(i + 1).priority(random.nextInt(4)).createdAt(START.plusMillis(random.nextInt(4))))
                .toArray(TaskSample[]::new));

        List<TaskId> best =
                tasks.stream().sorted(Claims.BEST_FIRST).map(Task::id).toList();
        assertThat(claimAll(fixture)).isEqualTo(best);
    }

    @Test
    default void aLeaseIsEndedByOneOfMany(StoreFixture fixture) {
        for (int round = 1; round <= 20; round++) {
            int number = round;
            Task task = fixture.keep(task(number));
            Run run = run(number, task, 1);
            fixture.grant(run, lease(number, run, task, START));
            List<Boolean> ended = Crowd.together(
                    4,
                    caller -> fixture.<Boolean>write(tx -> caller % 2 == 0
                            ? tx.leases().end(Samples.leaseId(number), 1)
                            : tx.leases().expire(Samples.leaseId(number), 1)));
            assertThat(ended).containsExactlyInAnyOrder(true, false, false, false);
        }
    }

    private static List<TaskId> claimAll(StoreFixture fixture) {
        List<TaskId> claimed = new ArrayList<>();
        Optional<TaskId> next = fixture.write(RaceContract::claim);
        while (next.isPresent()) {
            claimed.add(next.get());
            next = fixture.write(RaceContract::claim);
        }
        return claimed;
    }

    private static Optional<TaskId> claim(Tx tx) {
        return tx.tasks().best(CODER, ADA).map(task -> {
            Task leased = TaskSample.after(task)
                    .state(TaskState.LEASED)
                    .counts(task.attempts() + 1, 0, 0)
                    .made();
            assertThat(tx.tasks().update(task, leased)).isTrue();
            long number = Claims.numberOf(task);
            Run run = run(number, leased, leased.attempts());
            tx.runs().insert(run);
            tx.leases().grant(lease(number, run, leased, START));
            return task.id();
        });
    }
}
