package dev.nulltickets.otlp;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Read the fields of a message that is written in JSON by the rules of OTLP, which are laxer than those of the
 * tracker's own API: numbers may be strings, and enumerations names. A field that is {@code null} counts as absent;
 * fields that nobody asks for are ignored. Every refusal is {@code InvalidJson} with the path of the field.
 */
final class JsonMessage {
    /** Stands for a number that does not fit. */
    static final long UNFIT = -1;

    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final List<String> NOT_FINITE = List.of("NaN", "Infinity", "-Infinity");
    private static final int LONGEST_QUOTE = 40;

    private final Path path;
    private final Map<String, Json> members;

    private JsonMessage(Path path, Map<String, Json> members) {
        this.path = path;
        this.members = members;
    }

    /** Read the fields of {@code value}. */
    static JsonMessage of(Path path, Json value) {
        if (value instanceof Json.Members object) {
            return of(path, object.values());
        }
        throw wrongType(path, "a JSON object", value);
    }

    /** Read the fields that {@code members} are. */
    static JsonMessage of(Path path, Map<String, Json> members) {
        return new JsonMessage(path, members);
    }

    /** Say whether a field is there and not {@code null}. */
    boolean has(String name) {
        return present(name) != null;
    }

    /** Return the names of all fields, unknown ones included, in the order of the text. */
    Iterable<String> names() {
        return members.keySet();
    }

    /** Return a string, empty if it is absent. */
    String text(String name) {
        Json value = present(name);
        if (value == null) {
            return "";
        }
        if (value instanceof Json.Text text) {
            return text.value();
        }
        throw wrongType(path.field(name), "a string", value);
    }

    /** Return true or false, the latter if it is absent. */
    boolean bool(String name) {
        Json value = present(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Json.Bool bool) {
            return bool.value();
        }
        throw wrongType(path.field(name), "true or false", value);
    }

    /** Return a whole number, 0 if it is absent; {@link #UNFIT} for one that is negative or has more than 63 bits. */
    long unsigned(String name) {
        Json value = present(name);
        return value == null ? 0 : unsigned(name, value);
    }

    /** Return the number of an enumeration, which may be given by name; {@link #UNFIT} for a name that it has not. */
    long enumerated(String name, List<String> names) {
        Json value = present(name);
        if (value == null) {
            return 0;
        }
        if (value instanceof Json.Text text && JsonNumerals.numeral(text) == null) {
            int number = names.indexOf(text.value());
            return number < 0 ? UNFIT : number;
        }
        return unsigned(name, value);
    }

    /** Return a whole number as it is, or, if it has more than 64 bits, the double that is nearest to it. */
    AnyValue integer(String name) {
        Json value = present(name);
        BigDecimal number = value == null ? BigDecimal.ZERO : whole(name, value);
        return number.compareTo(LEAST_LONG) < 0 || number.compareTo(MOST_LONG) > 0
                ? new AnyValue.Real(number.doubleValue())
                : new AnyValue.Whole(number.longValueExact());
    }

    /** Return a number of double precision, 0 if it is absent. */
    double real(String name) {
        Json value = present(name);
        if (value == null) {
            return 0;
        }
        String numeral = value instanceof Json.Text text && NOT_FINITE.contains(text.value())
                ? text.value()
                : JsonNumerals.numeral(value);
        if (numeral == null) {
            throw wrongType(path.field(name), "a number", value);
        }
        return Double.parseDouble(numeral);
    }

    /** Return bytes that are written in Base64 of either alphabet, with or without padding; none if absent. */
    byte[] bytes(String name) {
        try {
            return Base64.getDecoder().decode(text(name).replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException notBase64) {
            throw new Rejection.InvalidJson(path.field(name) + " must be Base64").asException();
        }
    }

    /** Return a message, or null if it is absent. */
    @Nullable
    JsonMessage message(String name) {
        Json value = present(name);
        return value == null ? null : of(path.field(name), value);
    }

    /** Visit the messages of an array, if it is there. */
    void each(String name, Consumer<JsonMessage> visit) {
        Json value = present(name);
        if (value == null) {
            return;
        }
        if (!(value instanceof Json.Elements array)) {
            throw wrongType(path.field(name), "an array", value);
        }
        int index = 0;
        for (Json element : array.values()) {
            visit.accept(of(path.element(name, index++), element));
        }
    }

    /** Return what is read out of the messages of an array; nothing if it is absent. */
    <T> List<T> all(String name, Function<JsonMessage, T> read) {
        List<T> all = new ArrayList<>();
        each(name, message -> all.add(read.apply(message)));
        return all;
    }

    private long unsigned(String name, Json value) {
        BigDecimal number = whole(name, value);
        return number.signum() < 0 || number.compareTo(MOST_LONG) > 0 ? UNFIT : number.longValueExact();
    }

    private BigDecimal whole(String name, Json value) {
        BigDecimal number = JsonNumerals.whole(value);
        if (number == null) {
            throw wrongType(path.field(name), "a whole number", value);
        }
        return number;
    }

    private @Nullable Json present(String name) {
        Json value = members.get(name);
        return value instanceof Json.Null ? null : value;
    }

    private static RejectedException wrongType(Path where, String expected, Json value) {
        return wrongType(where, expected, given(value));
    }

    static RejectedException wrongType(Path where, String expected, String given) {
        return new Rejection.InvalidJson(where + " must be " + expected + ", but is " + given).asException();
    }

    /** Say what a value is, in the words of a refusal. */
    static String given(Json value) {
        return switch (value) {
            case Json.Numeral number -> shortened(number.value());
            case Json.Text text -> JsonObject.string(shortened(text.value())).value();
            case Json.Bool bool -> Boolean.toString(bool.value());
            case Json.Members other -> other.kind();
            case Json.Elements other -> other.kind();
            case Json.Null other -> other.kind();
        };
    }

    private static String shortened(String given) {
        return given.length() > LONGEST_QUOTE ? given.substring(0, LONGEST_QUOTE) + "…" : given;
    }
}
