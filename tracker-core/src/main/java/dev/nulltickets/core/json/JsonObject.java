package dev.nulltickets.core.json;

import java.util.Collection;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Write a JSON object, member by member. What is put in must have a name of its own each; values that are
 * {@link JsonText} go in unchanged. Not safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class JsonObject {
    private final StringBuilder out = new StringBuilder(256).append('{');

    /** Put a string, or {@code null}. */
    public JsonObject put(String name, @Nullable String value) {
        name(name);
        if (value == null) {
            out.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    /** Put a whole number. */
    public JsonObject put(String name, long value) {
        name(name).append(value);
        return this;
    }

    /** Put a whole number, or {@code null}. */
    public JsonObject putNumber(String name, @Nullable Number value) {
        name(name).append(value);
        return this;
    }

    /** Put true or false. */
    public JsonObject put(String name, boolean value) {
        name(name).append(value);
        return this;
    }

    /** Put a JSON value as it is. */
    public JsonObject put(String name, JsonText value) {
        name(name).append(value.value());
        return this;
    }

    /** Put an array with one JSON value for each item. */
    public <T> JsonObject putAll(String name, Collection<T> items, Function<? super T, JsonText> value) {
        name(name).append(array(items, value).value());
        return this;
    }

    /** Put an array of strings. */
    public JsonObject putStrings(String name, Collection<String> values) {
        return putAll(name, values, JsonObject::string);
    }

    /** Close the object. */
    public JsonText build() {
        return JsonText.trusted(out + "}");
    }

    /** Make an array with one JSON value for each item. */
    public static <T> JsonText array(Collection<T> items, Function<? super T, JsonText> value) {
        StringBuilder array = new StringBuilder(64 * items.size() + 2).append('[');
        for (T item : items) {
            if (array.length() > 1) {
                array.append(',');
            }
            array.append(value.apply(item).value());
        }
        return JsonText.trusted(array.append(']').toString());
    }

    /** Make a JSON string. */
    public static JsonText string(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2);
        quote(quoted, value);
        return JsonText.trusted(quoted.toString());
    }

    private StringBuilder name(String name) {
        if (out.length() > 1) {
            out.append(',');
        }
        quote(name);
        return out.append(':');
    }

    private void quote(String value) {
        quote(out, value);
    }

    private static void quote(StringBuilder out, String value) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || c < ' ' || (Character.isSurrogate(c) && !paired(value, i))) {
                escape(out.append(value, written, i), c);
                written = i + 1;
            }
        }
        // Most values need no escape, and those are copied as a whole.
        (written == 0 ? out.append(value) : out.append(value, written, value.length())).append('"');
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
    }

    /** Say whether the surrogate at {@code i} has its other half beside it. */
    static boolean paired(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }
}
