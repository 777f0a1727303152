package dev.nulltickets.otlp;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonPart;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Take apart a message that is too large to be read as a whole: of a batch of spans as a tree would have many times the
 * memory of its text.
 */
final class JsonBranch {
    private final Path path;
    private final Map<String, JsonPart> members;

    private JsonBranch(Path path, Map<String, JsonPart> members) {
        this.path = path;
        this.members = members;
    }

    /** Take apart the message that {@code part} is. */
    static JsonBranch of(Path path, JsonPart part) {
        if (part.isObject()) {
            return new JsonBranch(path, part.members());
        }
        throw JsonMessage.wrongType(path, "a JSON object", given(part));
    }

    /** Read some of the fields. */
    JsonMessage fields(String... names) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (String name : names) {
            JsonPart part = members.get(name);
            if (part != null) {
                fields.put(name, part.read());
            }
        }
        return JsonMessage.of(path, fields);
    }

    /** Say whether a field is there and not {@code null}. */
    boolean has(String name) {
        JsonPart part = members.get(name);
        return part != null && (part.isObject() || part.isArray() || !(part.read() instanceof Json.Null));
    }

    /** Visit the messages of an array, if it is there, to take them apart further. */
    void branches(String name, Consumer<JsonBranch> visit) {
        elements(name, (where, part) -> visit.accept(of(where, part)));
    }

    /** Visit the messages of an array, if it is there, and read each as a whole. */
    void messages(String name, Consumer<JsonMessage> visit) {
        elements(name, (where, part) -> visit.accept(JsonMessage.of(where, part.read())));
    }

    private void elements(String name, BiConsumer<Path, JsonPart> visit) {
        JsonPart part = members.get(name);
        if (part == null || !has(name)) {
            return;
        }
        if (!part.isArray()) {
            throw JsonMessage.wrongType(path.field(name), "an array", given(part));
        }
        Counter index = new Counter();
        part.elements(element -> visit.accept(path.element(name, index.next++), element));
    }

    private static final class Counter {
        private int next;
    }

    /** Name what is there instead, without reading what may be large. */
    private static String given(JsonPart part) {
        if (part.isObject()) {
            return "an object";
        }
        return part.isArray() ? "an array" : JsonMessage.given(part.read());
    }
}
