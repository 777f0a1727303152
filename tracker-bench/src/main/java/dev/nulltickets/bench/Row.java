package dev.nulltickets.bench;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Hold one line of a result: values by the names of their columns, in order. Not safe for use by several threads. */
final class Row {
    private static final int FINE = 100;
    private static final int FINER = 1;

    private final Map<String, Object> values = new LinkedHashMap<>();

    Row put(String column, String value) {
        values.put(column, value);
        return this;
    }

    Row put(String column, long value) {
        values.put(column, value);
        return this;
    }

    Row put(String column, double value) {
        values.put(column, value);
        return this;
    }

    /** Return the columns. */
    Iterable<String> columns() {
        return values.keySet();
    }

    /** Return what a table shows in a column; nothing if this row has no such value. */
    String text(String column) {
        Object value = values.get(column);
        return value instanceof Double number ? rounded(number) : Objects.toString(value, "");
    }

    JsonText json() {
        JsonObject json = new JsonObject();
        values.forEach((column, value) -> {
            if (value instanceof Double number) {
                json.put(column, Double.isFinite(number) ? JsonText.of(plain(number)) : JsonText.of("null"));
            } else if (value instanceof Long number) {
                json.put(column, number);
            } else {
                json.put(column, value.toString());
            }
        });
        return json.build();
    }

    private static String rounded(double number) {
        String format = Math.abs(number) >= FINE ? "%.0f" : Math.abs(number) >= FINER ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, number);
    }

    private static String plain(double number) {
        return String.format(Locale.ROOT, "%.6f", number);
    }

    /** Write a number with no more digits than it needs. */
    static String plainly(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
