package dev.nulltickets.core;

import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Task;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Find the task that a claim gets. Without limits that is one look at the store. Where the best task's stage is closed
 * by a {@code per_state} limit, the search goes on stage by stage, so that a closed stage costs one look, however many
 * tasks wait in it.
 */
final class ClaimSearch {
    private static final Comparator<Task> BEST_FIRST = Comparator.comparingLong(Task::priority)
            .reversed()
            .thenComparing(Task::createdAt)
            .thenComparing(task -> task.id().value());

    private final Tx tx;
    private final ClaimRequest request;
    private final Map<StageKey, Boolean> known = new HashMap<>();

    ClaimSearch(Tx tx, ClaimRequest request) {
        this.tx = tx;
        this.request = request;
    }

    Optional<Task> best() {
        Optional<Task> best = tx.tasks().best(request.role(), request.agentId());
        return best.filter(task -> !open(stageOf(task))).isPresent() ? bestOfOpenStages() : best;
    }

    private Optional<Task> bestOfOpenStages() {
        return tx.tasks().waitingStages(request.role(), request.agentId()).stream()
                .filter(this::open)
                .flatMap(stage -> tx.tasks().best(request.role(), request.agentId(), stage).stream())
                .min(BEST_FIRST);
    }

    private boolean open(StageKey stage) {
        Long limit = request.perState().get(stage.stage());
        return limit == null || known.computeIfAbsent(stage, key -> tx.leases().held(key, limit) < limit);
    }

    private static StageKey stageOf(Task task) {
        return new StageKey(task.pipelineId(), task.stage());
    }
}
