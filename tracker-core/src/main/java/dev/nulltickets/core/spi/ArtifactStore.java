package dev.nulltickets.core.spi;

import dev.nulltickets.core.artifact.Artifact;

/**
 * Keep artifacts. They never change and are never deleted.
 *
 * @since 0.1.0
 */
public interface ArtifactStore extends ArtifactReader {
    /** Add an artifact. Its id must be new, and its task and its run must be there. */
    void insert(Artifact artifact);
}
