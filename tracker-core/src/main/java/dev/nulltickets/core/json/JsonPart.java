package dev.nulltickets.core.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Represent a JSON value that was checked, but not read. A tree takes many times the memory of its text; the parts of a
 * large document can be read one by one. To walk over a part takes time that grows with its length, each time.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class JsonPart {
    private final Json.Slice slice;

    private JsonPart(Json.Slice slice) {
        this.slice = slice;
    }

    /**
     * Check a JSON value.
     *
     * @throws dev.nulltickets.core.model.RejectedException if {@link Json#parse} refuses the text
     */
    public static JsonPart of(String text) {
        return new JsonPart(new JsonParser(text).check());
    }

    /** Say whether this is an object. */
    public boolean isObject() {
        return slice.source().charAt(slice.start()) == '{';
    }

    /** Say whether this is an array. */
    public boolean isArray() {
        return slice.source().charAt(slice.start()) == '[';
    }

    /** Return the members of this object. Of two with one name the last counts. */
    public Map<String, JsonPart> members() {
        if (!isObject()) {
            throw new IllegalStateException("only objects have members");
        }
        Map<String, JsonPart> members = new LinkedHashMap<>();
        JsonParser parser = parser();
        parser.eachMember(name -> members.put(name, new JsonPart(parser.walk())));
        return members;
    }

    /** Visit the elements of this array, in order. */
    public void elements(Consumer<? super JsonPart> visit) {
        if (!isArray()) {
            throw new IllegalStateException("only arrays have elements");
        }
        JsonParser parser = parser();
        parser.eachElement(() -> visit.accept(new JsonPart(parser.walk())));
    }

    /** Read this value and all that is in it. */
    public Json read() {
        return parser().value();
    }

    private JsonParser parser() {
        return new JsonParser(slice.source(), slice.start());
    }
}
