package dev.nulltickets.core.artifact;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Choose artifacts for a list. What is null does not restrict.
 *
 * @since 0.1.0
 */
public record ArtifactFilter(
        @Nullable TaskId taskId, @Nullable RunId runId) {
    /** Choose every artifact. */
    public static final ArtifactFilter ALL = new ArtifactFilter(null, null);
}
