package dev.nulltickets.core;

import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Dependency;
import dev.nulltickets.core.task.DependencyStatus;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import dev.nulltickets.core.task.TaskState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connect tasks so that no task ever waits for itself, and let those go on that waited for one that is done. */
final class DependencyGraph {
    private final Tx tx;

    DependencyGraph(Tx tx) {
        this.tx = tx;
    }

    void connect(TaskId id, TaskId dependsOn) {
        if (id.equals(dependsOn)) {
            throw new Rejection.InvalidDependency("depends_on_task_id must not be the task itself").asException();
        }
        // In the order of the ids, because a store may lock what is read: so no two wait for each other.
        boolean inOrder = id.value().compareTo(dependsOn.value()) < 0;
        Optional<Task> first = tx.tasks().find(inOrder ? id : dependsOn);
        Optional<Task> second = tx.tasks().find(inOrder ? dependsOn : id);
        Task task = (inOrder ? first : second).orElseThrow(() -> new Rejection.TaskNotFound(id).asException());
        Task other = (inOrder ? second : first)
                .orElseThrow(() -> new Rejection.DependencyTaskNotFound(dependsOn).asException());
        cycle(id, dependsOn).ifPresent(path -> {
            throw new Rejection.DependencyCycle(path).asException();
        });
        boolean open = other.state() != TaskState.DONE;
        if (!tx.dependencies().insert(new Dependency(id, dependsOn, open, tx.now()))) {
            throw new Rejection.DuplicateDependency(dependsOn).asException();
        }
        if (open) {
            Changes.of(tx).apply(task, TaskLifecycle::block);
        }
    }

    /**
     * Let at most {@code limit} tasks go on that wait for {@code done}. Return whether there may be more, which is then
     * remembered in the store.
     */
    boolean release(TaskId done, int limit) {
        List<TaskId> waiting = tx.dependencies().openDependants(done, limit);
        for (TaskId id : waiting) {
            if (!tx.dependencies().resolve(id, done)) {
                throw new IllegalStateException("an open dependency of " + id + " on " + done + " is not open");
            }
            Task task = tx.tasks()
                    .find(id)
                    .orElseThrow(() -> new IllegalStateException("a dependency is of no task: " + id));
            Changes.of(tx).apply(task, TaskLifecycle::unblock);
        }
        boolean more = waiting.size() == limit;
        if (more) {
            tx.dependencies().defer(done);
        }
        return more;
    }

    /** Find the path that a new dependency of {@code id} would close: breadth first, from what it is to depend on. */
    private Optional<List<TaskId>> cycle(TaskId id, TaskId dependsOn) {
        if (!tx.dependencies().hasDependants(id)) {
            return Optional.empty();
        }
        Map<TaskId, TaskId> reachedFrom = new HashMap<>();
        Deque<TaskId> open = new ArrayDeque<>(List.of(dependsOn));
        while (!open.isEmpty()) {
            TaskId at = open.remove();
            for (DependencyStatus next : tx.dependencies().of(at)) {
                if (next.dependsOn().equals(id)) {
                    return Optional.of(path(id, at, reachedFrom));
                }
                if (!next.resolved()
                        && !next.dependsOn().equals(dependsOn)
                        && reachedFrom.putIfAbsent(next.dependsOn(), at) == null) {
                    open.add(next.dependsOn());
                }
            }
        }
        return Optional.empty();
    }

    private static List<TaskId> path(TaskId id, TaskId last, Map<TaskId, TaskId> reachedFrom) {
        List<TaskId> path = new ArrayList<>(List.of(id));
        for (@Nullable TaskId at = last; at != null; at = reachedFrom.get(at)) {
            path.add(at);
        }
        path.add(id);
        Collections.reverse(path);
        return path;
    }
}
