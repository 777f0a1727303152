package dev.nulltickets.core.task;

import dev.nulltickets.core.model.PipelineId;
import org.jspecify.annotations.Nullable;

/**
 * Choose tasks for a list. What is null does not restrict.
 *
 * @since 0.1.0
 */
public record TaskFilter(@Nullable String stage, @Nullable PipelineId pipelineId) {
    /** Choose every task. */
    public static final TaskFilter ALL = new TaskFilter(null, null);
}
