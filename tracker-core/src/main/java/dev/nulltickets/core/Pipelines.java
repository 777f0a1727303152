package dev.nulltickets.core;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.spi.TrackerStore;
import java.util.List;

/**
 * Create and read pipelines. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Pipelines {
    private final TrackerStore store;
    private final IdSource ids;

    Pipelines(TrackerStore store, IdSource ids) {
        this.store = store;
        this.ids = ids;
    }

    /**
     * Create a pipeline.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code DuplicateName} if the name is taken
     */
    public PipelineId create(String name, PipelineDefinition definition) {
        return store.write(tx -> {
            PipelineId id = new PipelineId(ids.next(tx.now()));
            if (!tx.pipelines().insert(new Pipeline(id, name, definition, tx.now()))) {
                throw new Rejection.DuplicateName(name).asException();
            }
            return id;
        });
    }

    /**
     * Return a pipeline.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound}
     */
    public Pipeline find(PipelineId id) {
        return store.read(tx -> tx.pipelines()
                .find(id)
                .orElseThrow(() -> new Rejection.NotFound("pipeline", id.value()).asException()));
    }

    /** Return all pipelines, newest first. */
    public List<Pipeline> list() {
        return store.read(tx -> tx.pipelines().list());
    }
}
