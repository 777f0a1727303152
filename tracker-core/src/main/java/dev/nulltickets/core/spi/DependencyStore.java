package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.Dependency;
import java.util.List;

/**
 * Keep dependencies. A dependency is open until it is resolved; tasks count their open ones.
 *
 * <p>A task that is done may have more open dependants than one transaction should resolve. It is then <i>deferred</i>:
 * remembered until all of them are resolved.
 *
 * @since 0.1.0
 */
public interface DependencyStore extends DependencyReader {
    /** Add a dependency. Return false, and change nothing, if it is there already. */
    boolean insert(Dependency dependency);

    /** Say whether any task depends on this one, open or not. */
    boolean hasDependants(TaskId task);

    /** Return at most {@code limit} tasks with an open dependency on {@code dependsOn}, in any order. */
    List<TaskId> openDependants(TaskId dependsOn, int limit);

    /** Close an open dependency. Return false if there is no such open one. */
    boolean resolve(TaskId task, TaskId dependsOn);

    /** Remember that a task which is done has open dependants. Do nothing if that is remembered already. */
    void defer(TaskId task);

    /** Return at most {@code limit} deferred tasks, in any order. */
    List<TaskId> deferred(int limit);

    /** Forget a deferred task. */
    void settle(TaskId task);
}
