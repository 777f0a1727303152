package dev.nulltickets.core.artifact;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Record that something was made, and where it is kept. See {@link NewArtifact} for what the fields hold.
 *
 * @since 0.1.0
 */
public record Artifact(
        ArtifactId id,
        @Nullable TaskId taskId,
        @Nullable RunId runId,
        Instant createdAt,
        String kind,
        String uri,
        @Nullable String sha256,
        @Nullable Long sizeBytes,
        JsonText meta) {}
