package dev.nulltickets.core.json;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.model.Checks;

/**
 * Hold well-formed JSON exactly as it was given, character for character. Immutable and safe to share; two are equal
 * when their texts are.
 *
 * @since 0.1.0
 */
public final class JsonText {
    /** The deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 128;

    /** The empty object, which stands where an object was not given. */
    public static final JsonText EMPTY_OBJECT = new JsonText("{}");

    /** The empty array. */
    public static final JsonText EMPTY_ARRAY = new JsonText("[]");

    private final String value;

    private JsonText(String value) {
        this.value = requireNonNull(value, "value");
    }

    /**
     * Check and hold a JSON value of any kind.
     *
     * @throws dev.nulltickets.core.model.RejectedException if it is malformed, or deeper than {@value #MAX_DEPTH}
     */
    public static JsonText of(String text) {
        Json.parse(text);
        return new JsonText(text);
    }

    /**
     * Check and hold a JSON object.
     *
     * @param field what the refusal names
     * @throws dev.nulltickets.core.model.RejectedException if it is malformed, too deep, or no object
     */
    public static JsonText object(String field, String text) {
        return of(text).requireObject(field);
    }

    /** Hold text that is known to be well-formed: a slice of parsed JSON, or what a store kept of a checked value. */
    public static JsonText trusted(String text) {
        return new JsonText(text);
    }

    /**
     * Return this text if it is an object.
     *
     * @param field what the refusal names
     * @throws dev.nulltickets.core.model.RejectedException if it is another value
     */
    public JsonText requireObject(String field) {
        if (!value.stripLeading().startsWith("{")) {
            throw Checks.invalid(field, "must be a JSON object");
        }
        return this;
    }

    /** Read the value as a tree. */
    public Json parsed() {
        return Json.parse(value);
    }

    /** Return the text as it was given. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonText that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
