package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.DependencyStore;
import dev.nulltickets.core.task.Dependency;
import dev.nulltickets.core.task.DependencyStatus;
import dev.nulltickets.core.task.TaskState;
import java.util.Comparator;
import java.util.List;
import org.pcollections.TreePMap;

/** Keep dependencies. */
final class MemoryDependencies implements DependencyStore {
    private final Slot<Table> slot;
    private final MemoryTasks tasks;

    MemoryDependencies(Slot<Table> slot, MemoryTasks tasks) {
        this.slot = slot;
        this.tasks = tasks;
    }

    Table outcome() {
        return slot.outcome();
    }

    @Override
    public List<DependencyStatus> of(TaskId task) {
        return slot.table().rows().tailMap(Pair.first(task.value())).values().stream()
                .takeWhile(row -> row.dependency().taskId().equals(task))
                .sorted(Row.OLDEST_FIRST)
                .map(row -> row.dependency().dependsOn())
                .map(on -> new DependencyStatus(on, isDone(on)))
                .toList();
    }

    @Override
    public boolean insert(Dependency dependency) {
        if (slot.table().rows().containsKey(key(dependency.taskId(), dependency.dependsOn()))) {
            return false;
        }
        slot.replace(slot.table().plus(dependency));
        return true;
    }

    @Override
    public boolean hasDependants(TaskId task) {
        Pair found = slot.table().dependants().ceilingKey(Pair.first(task.value()));
        return found != null && found.from().equals(task.value());
    }

    @Override
    public List<TaskId> openDependants(TaskId dependsOn, int limit) {
        return slot.table().open().tailMap(Pair.first(dependsOn.value())).keySet().stream()
                .takeWhile(pair -> pair.from().equals(dependsOn.value()))
                .limit(limit)
                .map(pair -> new TaskId(pair.to()))
                .toList();
    }

    @Override
    public boolean resolve(TaskId task, TaskId dependsOn) {
        Row row = slot.table().rows().get(key(task, dependsOn));
        if (row == null || !row.dependency().open()) {
            return false;
        }
        slot.replace(slot.table().closed(row));
        return true;
    }

    @Override
    public void defer(TaskId task) {
        slot.replace(slot.table().deferring(slot.table().deferred().plus(task.value(), task)));
    }

    @Override
    public List<TaskId> deferred(int limit) {
        return slot.table().deferred().values().stream().limit(limit).toList();
    }

    @Override
    public void settle(TaskId task) {
        slot.replace(slot.table().deferring(slot.table().deferred().minus(task.value())));
    }

    private boolean isDone(TaskId task) {
        return tasks.find(task).filter(row -> row.state() == TaskState.DONE).isPresent();
    }

    private static Pair key(TaskId from, TaskId to) {
        return new Pair(from.value(), to.value());
    }

    /** Hold a dependency, and how many were added before it. */
    record Row(Dependency dependency, long number) {
        static final Comparator<Row> OLDEST_FIRST =
                Comparator.comparing((Row row) -> row.dependency().createdAt()).thenComparingLong(Row::number);
    }

    /**
     * Hold dependencies with every index over them. Immutable.
     *
     * @param rows by task, then by what it depends on
     * @param dependants by what is depended on, then by task
     * @param open the open ones of {@code dependants}
     */
    record Table(
            TreePMap<Pair, Row> rows,
            TreePMap<Pair, Row> dependants,
            TreePMap<Pair, Row> open,
            TreePMap<String, TaskId> deferred) {
        static final Table EMPTY = new Table(TreePMap.empty(), TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

        Table plus(Dependency dependency) {
            return with(new Row(dependency, rows.size()));
        }

        Table closed(Row row) {
            Dependency was = row.dependency();
            return with(new Row(new Dependency(was.taskId(), was.dependsOn(), false, was.createdAt()), row.number()));
        }

        Table deferring(TreePMap<String, TaskId> next) {
            return new Table(rows, dependants, open, next);
        }

        private Table with(Row row) {
            Dependency link = row.dependency();
            Pair forth = key(link.taskId(), link.dependsOn());
            Pair back = key(link.dependsOn(), link.taskId());
            return new Table(
                    rows.plus(forth, row),
                    dependants.plus(back, row),
                    link.open() ? open.plus(back, row) : open.minus(back),
                    deferred);
        }
    }
}
