package dev.nulltickets.app;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Describe one setting: what it is called wherever it can be given, what it may be, and what it is otherwise.
 *
 * @param flag the option of the command line
 * @param variable the environment variable
 * @param key the key in the config file, or null if the setting cannot stand there
 * @param label what stands for the value in the help
 * @param fallback what holds if it is given nowhere, or null for nothing
 */
record Setting<T>(
        String flag,
        String variable,
        @Nullable String key,
        String label,
        Kind<T> kind,
        @Nullable T fallback,
        String description) {

    /** Return the default in the words of the help. */
    String fallbackText() {
        return switch (fallback) {
            case null -> "none";
            case Duration duration -> Long.toString(duration.toMillis());
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case List<?> list -> list.isEmpty() ? "none" : list.toString();
            default -> fallback.toString();
        };
    }
}
