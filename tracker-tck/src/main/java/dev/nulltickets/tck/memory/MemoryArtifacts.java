package dev.nulltickets.tck.memory;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.spi.ArtifactStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Keep artifacts. */
final class MemoryArtifacts implements ArtifactStore {
    private final Slot<Table> slot;

    MemoryArtifacts(Slot<Table> slot) {
        this.slot = slot;
    }

    Table outcome() {
        return slot.outcome();
    }

    @Override
    public List<Artifact> list(ArtifactFilter filter, Cursor.@Nullable Created after, int limit) {
        TreePMap<Dated, Artifact> rows = slot.table().byCreation();
        TreePMap<Dated, Artifact> rest =
                after == null ? rows : rows.tailMap(new Dated(after.createdAt(), after.id()), false);
        return rest.values().stream()
                .filter(artifact -> filter.taskId() == null || filter.taskId().equals(artifact.taskId()))
                .filter(artifact -> filter.runId() == null || filter.runId().equals(artifact.runId()))
                .limit(limit)
                .toList();
    }

    @Override
    public void insert(Artifact artifact) {
        if (slot.table().byId().containsKey(artifact.id().value())) {
            throw new IllegalStateException("a new artifact has an id that is taken: " + artifact.id());
        }
        slot.replace(slot.table().plus(artifact));
    }

    /** Hold artifacts with every index over them. Immutable. */
    record Table(TreePMap<String, Artifact> byId, TreePMap<Dated, Artifact> byCreation) {
        static final Table EMPTY = new Table(TreePMap.empty(), TreePMap.empty());

        Table plus(Artifact artifact) {
            String id = artifact.id().value();
            return new Table(byId.plus(id, artifact), byCreation.plus(new Dated(artifact.createdAt(), id), artifact));
        }
    }
}
