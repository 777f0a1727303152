package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.TaskStore;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Keep tasks; remember what that means for those who wait. */
final class MemoryTasks implements TaskStore {
    private final Slot<TaskTable> slot;
    private final WorkMade work;

    MemoryTasks(Slot<TaskTable> slot, WorkMade work) {
        this.slot = slot;
        this.work = work;
    }

    TaskTable outcome() {
        return slot.outcome();
    }

    TaskTable table() {
        return slot.table();
    }

    @Override
    public Optional<Task> find(TaskId id) {
        return Optional.ofNullable(table().byId().get(id.value()));
    }

    @Override
    public List<Task> list(TaskFilter filter, Cursor.@Nullable Created after, int limit) {
        TreePMap<Dated, Task> rows = table().byCreation();
        TreePMap<Dated, Task> rest =
                after == null ? rows : rows.tailMap(new Dated(after.createdAt(), after.id()), false);
        return rest.values().stream()
                .filter(task -> filter.stage() == null || filter.stage().equals(task.stage()))
                .filter(task ->
                        filter.pipelineId() == null || filter.pipelineId().equals(task.pipelineId()))
                .limit(limit)
                .toList();
    }

    @Override
    public void insert(Task task) {
        if (table().byId().containsKey(task.id().value())) {
            throw new IllegalStateException("a new task has an id that is taken: " + task.id());
        }
        put(table(), null, task);
    }

    @Override
    public boolean update(Task before, Task after) {
        if (!after.id().equals(before.id()) || after.revision() != before.revision() + 1) {
            throw new IllegalArgumentException("not the next revision of task " + before.id());
        }
        Task current = table().byId().get(before.id().value());
        if (current == null || current.revision() != before.revision()) {
            return false;
        }
        put(table().minus(current), current, after);
        return true;
    }

    @Override
    public Optional<Task> best(AgentRole role, AgentId agent) {
        return best(table().claimable(), role, agent, ClaimKey.ANY_STAGE);
    }

    @Override
    public Optional<Task> best(AgentRole role, AgentId agent, StageKey stage) {
        return best(table().claimableByStage(), role, agent, stage);
    }

    @Override
    public List<StageKey> waitingStages(AgentRole role, AgentId agent) {
        Set<StageKey> stages = new LinkedHashSet<>();
        collectStages(ClaimKey.first(role, null, ClaimKey.ANY_STAGE), stages);
        collectStages(ClaimKey.first(role, agent, ClaimKey.ANY_STAGE), stages);
        return List.copyOf(stages);
    }

    @Override
    public List<Task> due(Instant now, int limit) {
        return table().scheduled().headMap(Dated.behind(now)).values().stream()
                .limit(limit)
                .toList();
    }

    private void put(TaskTable others, @Nullable Task before, Task after) {
        slot.replace(others.plus(after));
        work.wrote(before, after);
    }

    private void collectStages(ClaimKey start, Set<StageKey> stages) {
        ClaimKey found = table().claimableByStage().higherKey(start);
        while (found != null && found.sameAgent(start)) {
            stages.add(found.stage());
            found = table().claimableByStage().higherKey(found.behindStage());
        }
    }

    private static Optional<Task> best(TreePMap<ClaimKey, Task> index, AgentRole role, AgentId agent, StageKey stage) {
        return Stream.of(ClaimKey.first(role, null, stage), ClaimKey.first(role, agent, stage))
                .flatMap(start -> first(index, start).stream())
                .min(ClaimKey.BEST_FIRST);
    }

    private static Optional<Task> first(TreePMap<ClaimKey, Task> index, ClaimKey start) {
        Map.Entry<ClaimKey, Task> found = index.higherEntry(start);
        return found != null && found.getKey().sameRun(start) ? Optional.of(found.getValue()) : Optional.empty();
    }
}
