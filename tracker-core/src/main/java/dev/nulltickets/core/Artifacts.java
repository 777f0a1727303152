package dev.nulltickets.core;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.artifact.ArtifactId;
import dev.nulltickets.core.artifact.NewArtifact;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;

/**
 * Remember what runs made, and where it is kept. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Artifacts {
    private static final Paging<Artifact, Cursor.Created> PAGES = new Paging<>(
            artifact -> new Cursor.Created(artifact.createdAt(), artifact.id().value()),
            artifact -> artifact.uri().length() + artifact.meta().value().length());

    private final TrackerStore store;
    private final IdSource ids;

    Artifacts(TrackerStore store, IdSource ids) {
        this.store = store;
        this.ids = ids;
    }

    /**
     * Remember an artifact.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code UnknownReference} if its task or its run is not
     *     there, or {@code ValidationFailed} if its run is of another task
     */
    public ArtifactId create(NewArtifact artifact) {
        return store.write(tx -> {
            checkReferences(tx, artifact);
            ArtifactId id = new ArtifactId(ids.next(tx.now()));
            tx.artifacts()
                    .insert(new Artifact(
                            id,
                            artifact.taskId(),
                            artifact.runId(),
                            tx.now(),
                            artifact.kind(),
                            artifact.uri(),
                            artifact.sha256(),
                            artifact.sizeBytes(),
                            artifact.meta()));
            return id;
        });
    }

    /** Return a page of the artifacts that the filter chooses, by time of creation, then id. */
    public Page<Artifact> list(ArtifactFilter filter, PageRequest<Cursor.Created> page) {
        return store.read(
                tx -> PAGES.read(page, (after, limit) -> tx.artifacts().list(filter, after, limit)));
    }

    private static void checkReferences(ReadTx tx, NewArtifact artifact) {
        TaskId task = artifact.taskId();
        RunId run = artifact.runId();
        if (task != null && tx.tasks().find(task).isEmpty()) {
            throw new Rejection.UnknownReference("task_id", "task", task.value()).asException();
        }
        if (run == null) {
            return;
        }
        Run found = tx.runs()
                .find(run)
                .orElseThrow(() -> new Rejection.UnknownReference("run_id", "run", run.value()).asException());
        if (task != null && !found.taskId().equals(task)) {
            throw Checks.invalid("run_id", "must be a run of the task " + task + ", but is one of " + found.taskId());
        }
    }
}
