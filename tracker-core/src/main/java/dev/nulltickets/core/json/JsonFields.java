package dev.nulltickets.core.json;

import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Read the fields of a JSON object by type. A field that is {@code null} counts as absent; fields that nobody asks for
 * are ignored. Every refusal is a {@link RejectedException} whose message names the field by its path, such as
 * {@code retry_policy.max_attempts}.
 *
 * @since 0.1.0
 */
public final class JsonFields {
    private final String path;
    private final Map<String, Json> members;
    private final JsonText text;

    private JsonFields(String path, Json.Members object) {
        this.path = path;
        this.members = object.values();
        this.text = object.text();
    }

    /** Read the fields of the object that {@code text} is. */
    public static JsonFields parse(String text) {
        return of("", Json.parse(text));
    }

    /**
     * Read the fields of {@code value}.
     *
     * @param path where the value stands; empty for the outermost
     */
    public static JsonFields of(String path, Json value) {
        if (value instanceof Json.Members object) {
            return new JsonFields(path, object);
        }
        throw wrongType(path.isEmpty() ? "the body" : path, "a JSON object", value);
    }

    /** Return the whole object as it was given. */
    public JsonText text() {
        return text;
    }

    /** Return the path of a field of this object. */
    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Return the names of the fields, in the order of the text. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /** Return a required field of any type, {@code null} included. */
    public Json any(String name) {
        Json value = members.get(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /** Return a string. */
    public String string(String name) {
        return required(name, optionalString(name));
    }

    /** Return a string, or null if it is absent. */
    public @Nullable String optionalString(String name) {
        Json value = present(name);
        return value == null ? null : string(path(name), value);
    }

    /** Return a whole number of 64 bits. */
    public long integer(String name) {
        return required(name, optionalInteger(name));
    }

    /** Return a whole number of 64 bits, or null if it is absent. */
    public @Nullable Long optionalInteger(String name) {
        Json value = present(name);
        return value == null ? null : integer(path(name), value);
    }

    /** Return a whole number of 64 bits, or {@code fallback} if it is absent. */
    public long integer(String name, long fallback) {
        Long value = optionalInteger(name);
        return value == null ? fallback : value;
    }

    /**
     * Return a whole number, or of one that is too large the nearest of 64 bits, or null if it is absent: for a field
     * whose range is narrower, so that it is refused like every other value out of range.
     */
    public @Nullable Long optionalNearestInteger(String name) {
        Json value = present(name);
        if (value == null) {
            return null;
        }
        String digits = digits(path(name), value);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return digits.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** Return a boolean, or {@code fallback} if it is absent. */
    public boolean bool(String name, boolean fallback) {
        Json value = present(name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof Json.Bool bool) {
            return bool.value();
        }
        throw wrongType(path(name), "true or false", value);
    }

    /** Return an object's text as it was given, or {@code {}} if it is absent. */
    public JsonText object(String name) {
        JsonFields fields = optionalFields(name);
        return fields == null ? JsonText.EMPTY_OBJECT : fields.text();
    }

    /** Return the fields of an object. */
    public JsonFields fields(String name) {
        return required(name, optionalFields(name));
    }

    /** Return the fields of an object, or null if it is absent. */
    public @Nullable JsonFields optionalFields(String name) {
        Json value = present(name);
        return value == null ? null : of(path(name), value);
    }

    /** Return the elements of an array of anything, which must be there. */
    public List<Json> array(String name) {
        required(name, present(name));
        return elements(name, (where, value) -> value);
    }

    /** Return the elements of an array of objects; empty if it is absent. */
    public List<JsonFields> objects(String name) {
        return elements(name, (where, value) -> of(where, value));
    }

    /** Return the elements of an array of strings; empty if it is absent. */
    public List<String> strings(String name) {
        return elements(name, JsonFields::string);
    }

    /**
     * Return the members of an object whose values are whole numbers; empty if it is absent. A member that is no whole
     * number, {@code null} included, is refused as a value that is not allowed, like one that is out of range.
     */
    public Map<String, Long> integers(String name) {
        JsonFields fields = optionalFields(name);
        if (fields == null) {
            return Map.of();
        }
        Map<String, Long> values = new LinkedHashMap<>();
        for (String member : fields.names()) {
            Json value = fields.any(member);
            if (!isInteger(value)) {
                throw Checks.invalid(fields.path(member), "must be a whole number, but is " + given(value));
            }
            values.put(member, integer(fields.path(member), value));
        }
        return values;
    }

    /** Say whether a field is there and not {@code null}. */
    public boolean has(String name) {
        return present(name) != null;
    }

    private interface Element<T> {
        T read(String where, Json value);
    }

    private <T> List<T> elements(String name, Element<T> element) {
        Json value = present(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Json.Elements array)) {
            throw wrongType(path(name), "an array", value);
        }
        List<T> read = new ArrayList<>();
        for (Json one : array.values()) {
            read.add(element.read(path(name) + "[" + read.size() + "]", one));
        }
        return read;
    }

    private @Nullable Json present(String name) {
        Json value = members.get(name);
        return value instanceof Json.Null ? null : value;
    }

    private <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private static String string(String where, Json value) {
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw wrongType(where, "a string", value);
    }

    private static long integer(String where, Json value) {
        String digits = digits(where, value);
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            throw new Rejection.ValidationFailed(where + " must fit into 64 bits").asException();
        }
    }

    private static String digits(String where, Json value) {
        if (value instanceof Json.Numeral number && isInteger(number)) {
            return number.value();
        }
        throw wrongType(where, "a whole number", value);
    }

    private static boolean isInteger(Json value) {
        return value instanceof Json.Numeral number
                && number.value().chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    }

    private RejectedException missing(String name) {
        return new Rejection.InvalidJson(path(name) + " is required").asException();
    }

    private static RejectedException wrongType(String where, String expected, Json value) {
        return new Rejection.InvalidJson(where + " must be " + expected + ", but is " + given(value)).asException();
    }

    private static String given(Json value) {
        String given = value instanceof Json.Numeral number ? number.value() : value.kind();
        return given.length() > 40 ? given.substring(0, 40) + "…" : given;
    }
}
