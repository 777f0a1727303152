package dev.nulltickets.core;

import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Task;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Find the tasks that a claim gets, the best first. Without limits that is one look at the store for each. Where the
 * best task's stage is closed by a {@code per_state} limit, the search goes on stage by stage, so that a closed stage
 * costs one look, however many tasks wait in it. Whoever takes a task must claim it before taking another.
 */
final class ClaimSearch {
    private static final Comparator<Task> BEST_FIRST = Comparator.comparingLong(Task::priority)
            .reversed()
            .thenComparing(Task::createdAt)
            .thenComparing(task -> task.id().value());

    private final Tx tx;
    private final ClaimRequest request;
    private final Map<StageKey, Long> held = new HashMap<>();
    private final Set<StageKey> closed = new HashSet<>();
    private @Nullable StageKey taken;

    /** The best task of each open stage, once it is not enough to know the best of all. */
    private @Nullable Map<StageKey, Task> heads;

    ClaimSearch(Tx tx, ClaimRequest request) {
        this.tx = tx;
        this.request = request;
    }

    /** Return the best task that is left. */
    Optional<Task> take() {
        if (taken != null) {
            count(taken);
        }
        Optional<Task> best = best();
        taken = best.map(ClaimSearch::stageOf).orElse(null);
        return best;
    }

    /** Return the stages that hold work which limits have withheld so far. */
    Set<StageKey> closed() {
        return closed;
    }

    private Optional<Task> best() {
        if (heads == null) {
            Optional<Task> best = tx.tasks().best(request.role(), request.agentId());
            if (best.map(ClaimSearch::stageOf).filter(stage -> !open(stage)).isEmpty()) {
                return best;
            }
            heads = new HashMap<>();
            tx.tasks().waitingStages(request.role(), request.agentId()).forEach(this::look);
        }
        return heads.values().stream().min(BEST_FIRST);
    }

    /** Take note that a task of a stage was claimed. */
    private void count(StageKey stage) {
        held.computeIfPresent(stage, (same, count) -> count + 1);
        if (heads != null) {
            heads.remove(stage);
            look(stage);
        }
    }

    private void look(StageKey stage) {
        Map<StageKey, Task> known = Objects.requireNonNull(heads, "heads");
        if (open(stage)) {
            tx.tasks().best(request.role(), request.agentId(), stage).ifPresent(task -> known.put(stage, task));
        } else {
            closed.add(stage);
        }
    }

    private boolean open(StageKey stage) {
        Long limit = request.perState().get(stage.stage());
        return limit == null || held.computeIfAbsent(stage, key -> tx.leases().held(key, limit)) < limit;
    }

    private static StageKey stageOf(Task task) {
        return new StageKey(task.pipelineId(), task.stage());
    }
}
