package dev.nulltickets.core.model;

import static java.util.Objects.requireNonNull;

/**
 * Names a lease. Any text may be asked for; text that names none is simply not found.
 *
 * @param value the id, a UUID in its text form
 * @since 0.1.0
 */
public record LeaseId(String value) {
    public LeaseId {
        requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return value;
    }
}
