package dev.nulltickets.core.model;

import static java.util.Objects.requireNonNull;

/**
 * Names a run. Any text may be asked for; text that names none is simply not found.
 *
 * @param value the id, a UUID in its text form
 * @since 0.1.0
 */
public record RunId(String value) {
    public RunId {
        requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
