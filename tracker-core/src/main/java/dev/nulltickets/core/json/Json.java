package dev.nulltickets.core.json;

import java.util.List;
import java.util.Map;

/**
 * Represent a JSON value (RFC 8259) that was read from text. Every value knows the very characters it was read from, so
 * that it can be kept and given back unchanged. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface Json {

    /** Return the characters that this value was read from. */
    JsonText text();

    /** Say what kind of value this is, in the words of an error message. */
    String kind();

    /**
     * Read one JSON value.
     *
     * @throws dev.nulltickets.core.model.RejectedException if the text is not well-formed, or nests deeper than
     *     {@value JsonText#MAX_DEPTH}; the message says where
     */
    static Json parse(String text) {
        return new JsonParser(text).parse();
    }

    /**
     * An object. Of two members with one name the last counts; the order is that of the text.
     *
     * @param values the members by name
     */
    record Members(Map<String, Json> values, Slice slice) implements Json {
        @Override
        public JsonText text() {
            return slice.text();
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    /** An array. */
    record Elements(List<Json> values, Slice slice) implements Json {
        @Override
        public JsonText text() {
            return slice.text();
        }

        @Override
        public String kind() {
            return "an array";
        }
    }

    /**
     * A string.
     *
     * @param value with all escapes resolved
     */
    record Text(String value, Slice slice) implements Json {
        @Override
        public JsonText text() {
            return slice.text();
        }

        @Override
        public String kind() {
            return "a string";
        }
    }

    /**
     * A number.
     *
     * @param value the number as it is written
     */
    record Numeral(String value) implements Json {
        @Override
        public JsonText text() {
            return JsonText.trusted(value);
        }

        @Override
        public String kind() {
            return "a number";
        }
    }

    /** True or false. */
    record Bool(boolean value) implements Json {
        @Override
        public JsonText text() {
            return JsonText.trusted(Boolean.toString(value));
        }

        @Override
        public String kind() {
            return "a boolean";
        }
    }

    /** The value null. */
    record Null() implements Json {
        @Override
        public JsonText text() {
            return JsonText.trusted("null");
        }

        @Override
        public String kind() {
            return "null";
        }
    }

    /**
     * A stretch of the text that a value was read from.
     *
     * @param end the index after the last character
     */
    record Slice(String source, int start, int end) {
        JsonText text() {
            return JsonText.trusted(source.substring(start, end));
        }
    }
}
