package dev.nulltickets.core.pipeline;

import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.PipelineId;
import java.time.Instant;

/**
 * Name a definition and keep it. A pipeline never changes.
 *
 * @param name unique among all pipelines
 * @since 0.1.0
 */
public record Pipeline(PipelineId id, String name, PipelineDefinition definition, Instant createdAt) {
    public Pipeline {
        Checks.name("name", name);
    }
}
