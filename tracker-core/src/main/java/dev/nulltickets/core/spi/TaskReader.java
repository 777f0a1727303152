package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Read tasks.
 *
 * @since 0.1.0
 */
public interface TaskReader {
    Optional<Task> find(TaskId id);

    /**
     * Return the first {@code limit} tasks that the filter chooses, by time of creation, then id.
     *
     * @param after the row to start behind, or null to start with the first; it need not exist
     */
    List<Task> list(TaskFilter filter, Cursor.@Nullable Created after, int limit);
}
