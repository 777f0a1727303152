package dev.nulltickets.core.spi;

import dev.nulltickets.core.pipeline.Pipeline;

/**
 * Keep pipelines. They never change and are never deleted.
 *
 * @since 0.1.0
 */
public interface PipelineStore extends PipelineReader {
    /** Add a pipeline. Return false, and change nothing, if its name is taken. */
    boolean insert(Pipeline pipeline);
}
