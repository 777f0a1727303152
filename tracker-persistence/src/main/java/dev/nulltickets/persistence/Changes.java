package dev.nulltickets.persistence;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.spi.WorkSignal;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Collect what a piece of work means for the figures, and for whom it made work. Kept apart from the database until the
 * work is known to stay. Not safe for use by several threads.
 */
final class Changes {
    /** Name a figure. */
    record Figure(PipelineId pipelineId, String stage, TaskState state) {
        static Figure of(Task task) {
            return new Figure(task.pipelineId(), task.stage(), task.state());
        }
    }

    /** By how much a figure changes. */
    record Difference(long tasks, long failures) {
        Difference plus(Difference other) {
            return new Difference(tasks + other.tasks, failures + other.failures);
        }

        boolean isNone() {
            return tasks == 0 && failures == 0;
        }
    }

    private final Map<Figure, Difference> figures = new HashMap<>();
    private final WorkMade work = new WorkMade();

    /**
     * Note that a task was written.
     *
     * @param before what it was, or null if it is new
     */
    void wrote(@Nullable Task before, Task after) {
        if (before != null) {
            add(Figure.of(before), new Difference(-1, -before.failures()));
        }
        add(Figure.of(after), new Difference(1, after.failures()));
        work.wrote(before, after);
    }

    /** Take over what other work has changed. */
    void add(Changes others) {
        others.figures.forEach(this::add);
        work.add(others.work);
    }

    void clear() {
        figures.clear();
        work.clear();
    }

    /** Hand out each figure that is another now. */
    void forEachFigure(BiConsumer<Figure, Difference> action) {
        figures.forEach((figure, difference) -> {
            if (!difference.isNone()) {
                action.accept(figure, difference);
            }
        });
    }

    /** Return for whom there is work now. */
    List<WorkSignal> signals() {
        return work.signals();
    }

    private void add(Figure figure, Difference difference) {
        figures.merge(figure, difference, Difference::plus);
    }
}
