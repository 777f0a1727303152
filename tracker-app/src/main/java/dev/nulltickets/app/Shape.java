package dev.nulltickets.app;

import dev.nulltickets.core.json.Json;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tell which JSON a value is written as in a config file. */
enum Shape {
    INTEGER("integer"),
    STRING("string"),
    BOOLEAN("boolean"),
    /** An array of strings; in a text, they are separated by commas. */
    STRINGS("array");

    private final String label;

    Shape(String label) {
        this.label = label;
    }

    /** Return what JSON Schema calls it. */
    String label() {
        return label;
    }

    /** Return a value as an option or a variable would hold it, or null if it is of another shape. */
    @Nullable
    String text(Json value) {
        return switch (this) {
            case INTEGER -> value instanceof Json.Numeral number ? number.value() : null;
            case STRING -> value instanceof Json.Text text ? text.value() : null;
            case BOOLEAN -> value instanceof Json.Bool bool ? Boolean.toString(bool.value()) : null;
            case STRINGS -> value instanceof Json.Elements array ? joined(array) : null;
        };
    }

    private static @Nullable String joined(Json.Elements array) {
        return array.values().stream().allMatch(Json.Text.class::isInstance)
                ? array.values().stream().map(STRING::text).collect(Collectors.joining(","))
                : null;
    }
}
