package dev.nulltickets.tck.memory;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.spi.RunStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Keep runs. */
final class MemoryRuns implements RunStore {
    private final Slot<Table> slot;

    MemoryRuns(Slot<Table> slot) {
        this.slot = slot;
    }

    Table outcome() {
        return slot.outcome();
    }

    @Override
    public Optional<Run> find(RunId id) {
        return Optional.ofNullable(slot.table().byId().get(id.value()));
    }

    @Override
    public Optional<Run> latest(TaskId task) {
        Map.Entry<Owned, Run> last = slot.table().byAttempt().floorEntry(Owned.last(task.value()));
        return last != null && last.getValue().taskId().equals(task) ? Optional.of(last.getValue()) : Optional.empty();
    }

    @Override
    public List<Run> list(TaskId task, long afterAttempt, int limit) {
        return slot.table().byAttempt().tailMap(new Owned(task.value(), afterAttempt), false).values().stream()
                .takeWhile(run -> run.taskId().equals(task))
                .limit(limit)
                .toList();
    }

    @Override
    public void insert(Run run) {
        if (slot.table().byId().containsKey(run.id().value())
                || slot.table().byAttempt().containsKey(Table.attempt(run))) {
            throw new IllegalStateException("a new run has an id or an attempt that is taken: " + run.id());
        }
        slot.replace(slot.table().plus(run));
    }

    @Override
    public boolean finish(RunId id, RunStatus status, Instant endedAt, JsonText usage, @Nullable String error) {
        Optional<Run> running = find(id).filter(run -> run.status() == RunStatus.RUNNING);
        running.ifPresent(run -> slot.replace(slot.table()
                .plus(new Run(
                        id,
                        run.taskId(),
                        run.attempt(),
                        status,
                        run.agentId(),
                        run.agentRole(),
                        run.startedAt(),
                        endedAt,
                        usage,
                        error))));
        return running.isPresent();
    }

    /** Hold runs with every index over them. Immutable. */
    record Table(TreePMap<String, Run> byId, TreePMap<Owned, Run> byAttempt) {
        static final Table EMPTY = new Table(TreePMap.empty(), TreePMap.empty());

        static Owned attempt(Run run) {
            return new Owned(run.taskId().value(), run.attempt());
        }

        Table plus(Run run) {
            return new Table(byId.plus(run.id().value(), run), byAttempt.plus(attempt(run), run));
        }
    }
}
