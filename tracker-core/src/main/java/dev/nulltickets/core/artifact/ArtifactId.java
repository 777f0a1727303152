package dev.nulltickets.core.artifact;

import static java.util.Objects.requireNonNull;

/**
 * Names an artifact.
 *
 * @param value the id, a UUID in its text form
 * @since 0.1.0
 */
public record ArtifactId(String value) {
    public ArtifactId {
        requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
