package dev.nulltickets.core;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.spi.ReadTx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keep pipelines that were read lately, which is safe because a pipeline never changes. Safe for use by several
 * threads.
 */
final class PipelineCache {
    private static final int CAPACITY = 2_000;

    private final Map<PipelineId, Pipeline> pipelines = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PipelineId, Pipeline> eldest) {
            return size() > CAPACITY;
        }
    };

    Optional<Pipeline> find(ReadTx tx, PipelineId id) {
        synchronized (pipelines) {
            Pipeline cached = pipelines.get(id);
            if (cached != null) {
                return Optional.of(cached);
            }
        }
        Optional<Pipeline> found = tx.pipelines().find(id);
        // One that was made at this instant may be of this very transaction, which may yet roll back.
        found.filter(pipeline -> pipeline.createdAt().isBefore(tx.now())).ifPresent(this::keep);
        return found;
    }

    /** Return a pipeline that must be there, because a task refers to it. */
    Pipeline existing(ReadTx tx, PipelineId id) {
        return find(tx, id).orElseThrow(() -> new IllegalStateException("a task refers to no pipeline: " + id));
    }

    private void keep(Pipeline pipeline) {
        synchronized (pipelines) {
            pipelines.put(pipeline.id(), pipeline);
        }
    }
}
