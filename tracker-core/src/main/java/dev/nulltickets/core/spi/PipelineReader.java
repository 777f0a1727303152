package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.Pipeline;
import java.util.List;
import java.util.Optional;

/**
 * Read pipelines.
 *
 * @since 0.1.0
 */
public interface PipelineReader {
    Optional<Pipeline> find(PipelineId id);

    /** Return the ids of all pipelines, in any order. */
    List<PipelineId> ids();

    /** Return all pipelines, newest first: by time of creation, then id, both falling. */
    List<Pipeline> list();
}
