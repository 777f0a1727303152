package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.spi.PipelineStore;
import java.util.List;
import java.util.Optional;
import org.pcollections.TreePMap;

/** Keep pipelines. */
final class MemoryPipelines implements PipelineStore {
    private final Slot<Table> slot;

    MemoryPipelines(Slot<Table> slot) {
        this.slot = slot;
    }

    Table outcome() {
        return slot.outcome();
    }

    @Override
    public Optional<Pipeline> find(PipelineId id) {
        return Optional.ofNullable(slot.table().byId().get(id.value()));
    }

    @Override
    public List<PipelineId> ids() {
        return slot.table().byId().values().stream().map(Pipeline::id).toList();
    }

    @Override
    public List<Pipeline> list() {
        return List.copyOf(slot.table().byCreation().descendingMap().values());
    }

    @Override
    public boolean insert(Pipeline pipeline) {
        if (slot.table().byName().containsKey(pipeline.name())) {
            return false;
        }
        if (slot.table().byId().containsKey(pipeline.id().value())) {
            throw new IllegalStateException("a new pipeline has an id that is taken: " + pipeline.id());
        }
        slot.replace(slot.table().plus(pipeline));
        return true;
    }

    /** Hold pipelines with every index over them. Immutable. */
    record Table(
            TreePMap<String, Pipeline> byId, TreePMap<String, Pipeline> byName, TreePMap<Dated, Pipeline> byCreation) {
        static final Table EMPTY = new Table(TreePMap.empty(), TreePMap.empty(), TreePMap.empty());

        Table plus(Pipeline pipeline) {
            String id = pipeline.id().value();
            return new Table(
                    byId.plus(id, pipeline),
                    byName.plus(pipeline.name(), pipeline),
                    byCreation.plus(new Dated(pipeline.createdAt(), id), pipeline));
        }
    }
}
