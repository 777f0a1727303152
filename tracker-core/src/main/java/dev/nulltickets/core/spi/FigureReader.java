package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.task.TaskState;
import java.time.Instant;
import java.util.List;

/**
 * Read figures about all tasks, in time that does not grow with their number. They may be up to a second older than the
 * snapshot.
 *
 * @since 0.1.0
 */
public interface FigureReader {
    /** Return how many tasks are in each stage and state; what holds none may be left out. In any order. */
    List<StageFigure> stages();

    /** Count the leases that are live at {@code now}. */
    long liveLeases(Instant now);

    /**
     * Count tasks.
     *
     * @param failures the failed runs of these tasks since each entered its stage
     */
    record StageFigure(PipelineId pipelineId, String stage, TaskState state, long tasks, long failures) {}
}
