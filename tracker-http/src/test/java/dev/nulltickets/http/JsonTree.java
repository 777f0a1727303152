package dev.nulltickets.http;

import dev.nulltickets.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Look at a JSON value by paths such as {@code items.0.id}. What a path does not find fails the test. */
record JsonTree(String where, Json value) {

    static JsonTree of(String text) {
        return new JsonTree("", Json.parse(text));
    }

    /** Write JSON with single quotes, which need no escaping in Java. */
    static String quoted(String text, Object... arguments) {
        String json = text.replace('\'', '"');
        return arguments.length == 0 ? json : json.formatted(arguments);
    }

    /** Follow a path; the empty one leads here. */
    JsonTree at(String path) {
        JsonTree tree = this;
        if (path.isEmpty()) {
            return tree;
        }
        for (String name : path.split("\\.", -1)) {
            tree = tree.child(name);
        }
        return tree;
    }

    String text(String path) {
        if (at(path).value instanceof Json.Text text) {
            return text.value();
        }
        throw new AssertionError(path + " is no string in " + value.text());
    }

    /** Return this value if it is a string, else nothing. */
    String asText() {
        return value instanceof Json.Text text ? text.value() : "";
    }

    long number(String path) {
        if (at(path).value instanceof Json.Numeral number) {
            return Long.parseLong(number.value());
        }
        throw new AssertionError(path + " is no number in " + value.text());
    }

    boolean isNull(String path) {
        return at(path).value instanceof Json.Null;
    }

    boolean has(String name) {
        return member(name).isPresent();
    }

    /** Return a member of an object, whose name may have dots in it. */
    Optional<JsonTree> member(String name) {
        return value instanceof Json.Members object
                ? Optional.ofNullable(object.values().get(name)).map(member -> new JsonTree(where + "." + name, member))
                : Optional.empty();
    }

    List<String> names() {
        if (value instanceof Json.Members object) {
            return List.copyOf(object.values().keySet());
        }
        throw new AssertionError(where + " is no object: " + value.text());
    }

    /** Return the elements of an array. */
    List<JsonTree> elements() {
        if (!(value instanceof Json.Elements array)) {
            throw new AssertionError(where + " is no array: " + value.text());
        }
        List<JsonTree> elements = new ArrayList<>();
        for (Json element : array.values()) {
            elements.add(new JsonTree(where + "." + elements.size(), element));
        }
        return elements;
    }

    List<JsonTree> elements(String path) {
        return at(path).elements();
    }

    /** Return a string of each element. */
    List<String> texts(String path, String of) {
        return elements(path).stream().map(element -> element.text(of)).toList();
    }

    /** Return maps, lists, strings, longs, doubles, booleans and nulls, to be compared as a whole. */
    @Nullable
    Object plain() {
        return plain(value);
    }

    private static @Nullable Object plain(Json value) {
        return switch (value) {
            case Json.Members object -> {
                Map<String, @Nullable Object> plain = new LinkedHashMap<>();
                object.values().forEach((name, member) -> plain.put(name, plain(member)));
                yield plain;
            }
            case Json.Elements array -> {
                List<@Nullable Object> plain = new ArrayList<>();
                array.values().forEach(element -> plain.add(plain(element)));
                yield plain;
            }
            case Json.Text text -> text.value();
            case Json.Numeral number -> plain(number.value());
            case Json.Bool bool -> bool.value();
            case Json.Null nothing -> null;
        };
    }

    private static Object plain(String number) {
        if (number.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(number);
        }
        return Double.valueOf(number);
    }

    private JsonTree child(String name) {
        Json child = switch (value) {
            case Json.Members object -> object.values().get(name);
            case Json.Elements array -> array.values().get(Integer.parseInt(name));
            case Json.Text leaf -> null;
            case Json.Numeral leaf -> null;
            case Json.Bool leaf -> null;
            case Json.Null leaf -> null;
        };
        if (child == null) {
            throw new AssertionError("no " + name + " in " + value.text());
        }
        return new JsonTree(where + "." + name, child);
    }

    @Override
    public String toString() {
        return value.text().value();
    }
}
