package dev.nulltickets.tck;

import dev.nulltickets.core.task.Task;
import java.util.Comparator;

/** Say what the SPI says of the order of claims, in words of its own: the kit must not ask a store what is right. */
final class Claims {
    static final Comparator<Task> BEST_FIRST = Comparator.comparingLong(Task::priority)
            .reversed()
            .thenComparing(Task::createdAt)
            .thenComparing(task -> task.id().value());

    private Claims() {}

    /** Return the number that a sample's id was made of. */
    static long numberOf(Task task) {
        return Long.parseLong(task.id().value().substring(24), 16);
    }
}
