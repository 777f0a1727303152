package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Read figures about all tasks, in time that does not grow with their number, but at most with that of the leases. They
 * may be up to a second older than the snapshot.
 *
 * @since 0.1.0
 */
public interface FigureReader {
    /** Return how many tasks are in each stage and state; what holds none may be left out. In any order. */
    List<StageFigure> stages();

    /** Count the leases that are live at {@code now}. */
    long liveLeases(Instant now);

    /** Return when the oldest task was created that is ready for a role. */
    Optional<Instant> oldestReady(AgentRole role);

    /** Count the leases, by stage, that were granted at {@code until} or before and are not marked as expired. */
    List<LeaseFigure> leasesGrantedBy(Instant until);

    /** Count the leases, by stage, that are live at {@code now} and end at {@code until} or before. */
    List<LeaseFigure> leasesEndingBy(Instant now, Instant until);

    /** Count leases. */
    record LeaseFigure(StageKey stage, long leases) {}

    /**
     * Count tasks.
     *
     * @param failures the failed runs of these tasks since each entered its stage
     */
    record StageFigure(PipelineId pipelineId, String stage, TaskState state, long tasks, long failures) {}
}
