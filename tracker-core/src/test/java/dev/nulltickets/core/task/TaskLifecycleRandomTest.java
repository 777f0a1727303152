package dev.nulltickets.core.task;

import static dev.nulltickets.core.task.TaskSamples.FLOW;
import static dev.nulltickets.core.task.TaskSamples.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Let random changes happen to random tasks, and hold each step to what must always be true. */
class TaskLifecycleRandomTest {
    private static final List<String> STAGES = List.of("code", "review", "parked", "code", "review", "done");
    private static final String[] DEAD_LETTER_STAGES = {null, "code", "parked", "dropped", "gone"};
    private static final int TASKS = 1_500;
    private static final int STEPS = 60;

    private enum Change {
        CLAIM,
        ADVANCE,
        FAIL,
        EXPIRE,
        PROMOTE,
        BLOCK,
        UNBLOCK,
        ASSIGN
    }

    private final SplittableRandom random = new SplittableRandom(42);
    private final Map<TaskState, Set<Change>> seen = new EnumMap<>(TaskState.class);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Stage target = stage("code");

    @Test
    void whateverHappensTheInvariantsHold() {
        for (int i = 0; i < TASKS; i++) {
            Task task = created();
            for (int step = 0; step < STEPS; step++) {
                // The clock may also stand still, or step back.
                now = now.plusMillis(random.nextLong(-2_000, 10_000));
                task = step(task, Change.values()[random.nextInt(Change.values().length)]);
            }
        }
        // All that can happen did, or the test would prove little.
        assertThat(seen.get(TaskState.READY)).isEqualTo(EnumSet.of(Change.CLAIM, Change.BLOCK, Change.ASSIGN));
        assertThat(seen.get(TaskState.SCHEDULED)).isEqualTo(EnumSet.of(Change.PROMOTE, Change.BLOCK, Change.ASSIGN));
        assertThat(seen.get(TaskState.BLOCKED)).isEqualTo(EnumSet.of(Change.BLOCK, Change.UNBLOCK, Change.ASSIGN));
        assertThat(seen.get(TaskState.LEASED))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Change.CLAIM, Change.PROMOTE)));
        assertThat(seen.get(TaskState.DONE)).isEqualTo(EnumSet.of(Change.BLOCK, Change.UNBLOCK, Change.ASSIGN));
        assertThat(seen.get(TaskState.DEAD_LETTERED)).isEqualTo(seen.get(TaskState.DONE));
    }

    private Task created() {
        RetryPolicy policy = new RetryPolicy(
                random.nextBoolean() ? null : random.nextInt(1, 4),
                Duration.ofMillis(random.nextBoolean() ? 0 : random.nextInt(1, 20_000)),
                DEAD_LETTER_STAGES[random.nextInt(DEAD_LETTER_STAGES.length)],
                random.nextInt(1, 4));
        NewTask asked = NewTask.of(new PipelineId("p"), "t", "d").withRetryPolicy(policy);
        Task task = TaskLifecycle.create(
                new TaskId("t"), new PipelineId("p"), FLOW.initial(), asked, random.nextInt(3), now);
        assertAlwaysTrue(task);
        return task;
    }

    private Task step(Task before, Change change) {
        target = stage(STAGES.get(random.nextInt(STAGES.size())));
        Task after;
        try {
            after = apply(TaskLifecycle.of(before, now), change);
        } catch (IllegalStateException refused) {
            assertThat(allowed(before, change)).as("%s of %s", change, before).isFalse();
            return before;
        }
        assertThat(allowed(before, change)).as("%s of %s", change, before).isTrue();
        seen.computeIfAbsent(before.state(), state -> EnumSet.noneOf(Change.class))
                .add(change);
        assertAlwaysTrue(after);
        assertFollows(before, change, after);
        return after;
    }

    private Task apply(TaskLifecycle task, Change change) {
        return switch (change) {
            case CLAIM -> task.claim();
            case ADVANCE -> task.advance(target);
            case FAIL -> task.fail(FLOW);
            case EXPIRE -> task.expire(FLOW);
            case PROMOTE -> task.promote();
            case BLOCK -> task.block();
            case UNBLOCK -> task.unblock();
            case ASSIGN -> task.assign(assignee());
        };
    }

    private @Nullable AgentId assignee() {
        return random.nextBoolean() ? null : new AgentId("a");
    }

    private boolean allowed(Task task, Change change) {
        return switch (change) {
            case CLAIM -> task.state() == TaskState.READY;
            case ADVANCE, FAIL, EXPIRE -> task.state() == TaskState.LEASED;
            case PROMOTE ->
                task.state() == TaskState.SCHEDULED && !task.nextEligibleAt().isAfter(now);
            case UNBLOCK -> task.openDependencies() > 0;
            case BLOCK, ASSIGN -> true;
        };
    }

    private static void assertAlwaysTrue(Task task) {
        assertThat(task.role()).isEqualTo(stage(task.stage()).role());
        assertThat(task.openDependencies()).isNotNegative();
        assertThat(task.deadLetterReason() != null).isEqualTo(task.state() == TaskState.DEAD_LETTERED);
        switch (task.state()) {
            case BLOCKED -> assertThat(task.openDependencies()).isPositive();
            case READY, SCHEDULED -> assertThat(task.openDependencies()).isZero();
            case DONE -> assertThat(stage(task.stage()).terminal()).isTrue();
            case LEASED, DEAD_LETTERED -> {}
        }
        if (task.state() != TaskState.DEAD_LETTERED && task.state() != TaskState.DONE) {
            assertThat(stage(task.stage()).terminal()).isFalse();
            assertThat(task.expirations()).isLessThan(task.retryPolicy().maxExpirations());
            Integer maxAttempts = task.retryPolicy().maxAttempts();
            assertThat(task.failures()).isLessThan(maxAttempts == null ? Integer.MAX_VALUE : maxAttempts);
        }
    }

    private void assertFollows(Task before, Change change, Task after) {
        assertThat(after.revision()).isEqualTo(before.revision() + 1);
        assertThat(after.version()).isEqualTo(before.version() + (change == Change.ADVANCE ? 1 : 0));
        assertThat(after.attempts()).isEqualTo(before.attempts() + (change == Change.CLAIM ? 1 : 0));
        assertThat(after.openDependencies())
                .isEqualTo(
                        before.openDependencies() + (change == Change.BLOCK ? 1 : change == Change.UNBLOCK ? -1 : 0));
        assertThat(after.state()).as("%s of %s gave %s", change, before, after).isEqualTo(state(before, change, after));
        assertThat(after.nextEligibleAt()).isEqualTo(nextEligibleAt(before, change, after));
        assertCounters(before, change, after);
        if (before.state() == TaskState.DONE || before.state() == TaskState.DEAD_LETTERED) {
            assertThat(after.state()).isEqualTo(before.state());
            assertThat(after.stage()).isEqualTo(before.stage());
        }
    }

    /** Say in which state the task must be, by the facts alone. */
    private TaskState state(Task before, Change change, Task after) {
        boolean rests = switch (change) {
            case CLAIM -> false;
            case ADVANCE, FAIL, EXPIRE, PROMOTE -> true;
            case BLOCK, UNBLOCK ->
                EnumSet.of(TaskState.READY, TaskState.SCHEDULED, TaskState.BLOCKED)
                        .contains(before.state());
            case ASSIGN -> false;
        };
        if (!rests) {
            return change == Change.CLAIM ? TaskState.LEASED : before.state();
        }
        if (after.deadLetterReason() != null) {
            return TaskState.DEAD_LETTERED;
        }
        if (stage(after.stage()).terminal()) {
            return TaskState.DONE;
        }
        if (after.openDependencies() > 0) {
            return TaskState.BLOCKED;
        }
        return after.nextEligibleAt().isAfter(now) ? TaskState.SCHEDULED : TaskState.READY;
    }

    private Instant nextEligibleAt(Task before, Change change, Task after) {
        boolean retried = (change == Change.FAIL || change == Change.EXPIRE) && after.deadLetterReason() == null;
        Duration delay = before.retryPolicy().retryDelay();
        if (change == Change.ADVANCE || (retried && delay.isZero())) {
            return Instant.EPOCH;
        }
        return retried ? now.plus(delay) : before.nextEligibleAt();
    }

    private void assertCounters(Task before, Change change, Task after) {
        int failures = before.failures() + (change == Change.FAIL ? 1 : 0);
        int expirations = before.expirations() + (change == Change.EXPIRE ? 1 : 0);
        switch (change) {
            case ADVANCE -> assertEntered(after, target);
            case FAIL, EXPIRE -> {
                Integer maxAttempts = before.retryPolicy().maxAttempts();
                boolean dead = change == Change.FAIL
                        ? maxAttempts != null && failures >= maxAttempts
                        : expirations >= before.retryPolicy().maxExpirations();
                assertThat(after.state() == TaskState.DEAD_LETTERED).isEqualTo(dead);
                if (after.stage().equals(before.stage())) {
                    assertThat(List.of(after.failures(), after.expirations())).containsExactly(failures, expirations);
                } else {
                    assertThat(dead).isTrue();
                    assertEntered(after, stage(before.retryPolicy().deadLetterStage()));
                }
            }
            case CLAIM, PROMOTE, BLOCK, UNBLOCK, ASSIGN -> {
                assertThat(after.stage()).isEqualTo(before.stage());
                assertThat(List.of(after.failures(), after.expirations())).containsExactly(failures, expirations);
            }
        }
    }

    private static void assertEntered(Task task, Stage stage) {
        assertThat(task.stage()).isEqualTo(stage.name());
        assertThat(List.of(task.failures(), task.expirations())).containsOnly(0);
    }
}
