package dev.nulltickets.core.artifact;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ask to remember something that was made, and that is kept elsewhere.
 *
 * @param taskId the task it was made for, or null
 * @param runId the run that made it, or null
 * @param kind any name
 * @param uri where it is, not blank
 * @param sha256 the SHA-256 of its content as 64 hex digits, kept as they are, or null
 * @param sizeBytes the size of its content, not negative, or null
 * @param meta a JSON object, kept as it is
 * @since 0.1.0
 */
public record NewArtifact(
        @Nullable TaskId taskId,
        @Nullable RunId runId,
        String kind,
        String uri,
        @Nullable String sha256,
        @Nullable Long sizeBytes,
        JsonText meta) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    public NewArtifact {
        Checks.name("kind", kind);
        if (uri.isBlank()) {
            throw Checks.invalid("uri", "must not be empty");
        }
        Checks.text("uri", uri);
        if (sha256 != null && !SHA256.matcher(sha256).matches()) {
            throw Checks.invalid("sha256", "must be 64 hex digits");
        }
        if (sizeBytes != null) {
            Checks.atLeast("size_bytes", sizeBytes, 0);
        }
        meta.requireObject("meta");
    }
}
