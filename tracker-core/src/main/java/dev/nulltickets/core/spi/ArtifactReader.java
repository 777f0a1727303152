package dev.nulltickets.core.spi;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.model.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Read artifacts.
 *
 * @since 0.1.0
 */
public interface ArtifactReader {
    /**
     * Return the first {@code limit} artifacts that the filter chooses, by time of creation, then id.
     *
     * @param after the row to start behind, or null to start with the first; it need not exist
     */
    List<Artifact> list(ArtifactFilter filter, Cursor.@Nullable Created after, int limit);
}
