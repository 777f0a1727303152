package dev.nulltickets.core;

import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import java.util.function.Function;

/** Apply one change of the state machine to a task that was read in the same transaction. */
final class Changes {
    private final Tx tx;

    private Changes(Tx tx) {
        this.tx = tx;
    }

    static Changes of(Tx tx) {
        return new Changes(tx);
    }

    Task apply(Task before, Function<TaskLifecycle, Task> change) {
        Task after = change.apply(TaskLifecycle.of(before, tx.now()));
        if (!tx.tasks().update(before, after)) {
            throw new StaleDataException("task " + before.id());
        }
        return after;
    }
}
