package dev.nulltickets.core.json;

import dev.nulltickets.core.model.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Read RFC 8259 JSON by recursive descent, strictly: no comments, no trailing commas, no leading zeros, nothing after
 * the value, and no half of a surrogate pair, which no encoding could keep. The depth is bounded, so that no text
 * exhausts the stack. Not safe for use by several threads.
 */
final class JsonParser {
    private final String source;
    private int at;
    private int depth;

    JsonParser(String source) {
        this(source, 0);
    }

    /** Begin at a value within {@code source}. */
    JsonParser(String source, int at) {
        this.source = source;
        this.at = at;
    }

    Json parse() {
        return whole(this::value);
    }

    /** Check the text without building a tree, and return where the value stands. */
    Json.Slice check() {
        return whole(this::walk);
    }

    private <T> T whole(Supplier<T> read) {
        skipSpace();
        T value = read.get();
        skipSpace();
        if (at < source.length()) {
            throw malformed("nothing may follow the value");
        }
        return value;
    }

    /** Walk over the value that begins here, and return where it stands. */
    Json.Slice walk() {
        int start = at;
        switch (peek()) {
            case '{' -> nested(() -> eachMember(name -> walk()));
            case '[' -> nested(() -> eachElement(this::walk));
            case '"' -> walkString();
            default -> value();
        }
        return sliceFrom(start);
    }

    /** Read the value that begins here. */
    Json value() {
        return switch (peek()) {
            case '{' -> members();
            case '[' -> elements();
            case '"' -> text();
            case 't' -> literal("true", new Json.Bool(true));
            case 'f' -> literal("false", new Json.Bool(false));
            case 'n' -> literal("null", new Json.Null());
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw malformed("a value was expected");
        };
    }

    private void nested(Runnable body) {
        if (++depth > JsonText.MAX_DEPTH) {
            throw malformed("nesting is deeper than " + JsonText.MAX_DEPTH);
        }
        body.run();
        depth--;
    }

    private Json members() {
        int start = at;
        Map<String, Json> values = new LinkedHashMap<>();
        nested(() -> eachMember(name -> values.put(name, value())));
        return new Json.Members(Collections.unmodifiableMap(values), sliceFrom(start));
    }

    private Json elements() {
        int start = at;
        List<Json> values = new ArrayList<>();
        nested(() -> eachElement(() -> values.add(value())));
        return new Json.Elements(Collections.unmodifiableList(values), sliceFrom(start));
    }

    /** Visit the members of the object that begins here. The visitor has to go past the value. */
    void eachMember(Consumer<String> visit) {
        at++;
        skipSpace();
        if (!accept('}')) {
            do {
                skipSpace();
                if (peek() != '"') {
                    throw malformed("a member name in quotes was expected");
                }
                String name = string();
                skipSpace();
                expect(':');
                skipSpace();
                visit.accept(name);
                skipSpace();
            } while (accept(','));
            expect('}');
        }
    }

    /** Visit the elements of the array that begins here. The visitor has to go past the element. */
    void eachElement(Runnable visit) {
        at++;
        skipSpace();
        if (!accept(']')) {
            do {
                skipSpace();
                visit.run();
                skipSpace();
            } while (accept(','));
            expect(']');
        }
    }

    private Json text() {
        int start = at;
        String value = string();
        return new Json.Text(value, sliceFrom(start));
    }

    private String string() {
        int start = ++at;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '"') {
                return source.substring(start, at++);
            }
            if (c == '\\') {
                return stringWithEscapes(start);
            }
            plain(c);
        }
        throw malformed("a string is not closed");
    }

    private String stringWithEscapes(int start) {
        StringBuilder value = new StringBuilder(source.length() > at + 64 ? 128 : 64).append(source, start, at);
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\') {
                at++;
                value.append(escape());
            } else {
                plain(c);
                value.append(c);
            }
        }
        throw malformed("a string is not closed");
    }

    private void walkString() {
        at++;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '"') {
                at++;
                return;
            }
            if (c == '\\') {
                at++;
                escape();
            } else {
                plain(c);
            }
        }
        throw malformed("a string is not closed");
    }

    private void plain(char c) {
        if (c < ' ') {
            throw malformed("a control character in a string must be escaped");
        }
        if (Character.isSurrogate(c) && !JsonObject.paired(source, at)) {
            throw malformed("half of a surrogate pair in a string must be escaped");
        }
        at++;
    }

    private char escape() {
        char c = peek();
        char meant = switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexDigits();
            default -> throw malformed("no such escape");
        };
        at++;
        return meant;
    }

    private char hexDigits() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            at++;
            char c = peek();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed("four hex digits were expected");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private Json number() {
        int start = at;
        accept('-');
        if (!accept('0')) {
            digits();
        }
        if (accept('.')) {
            digits();
        }
        if (accept('e') || accept('E')) {
            if (!accept('+')) {
                accept('-');
            }
            digits();
        }
        return new Json.Numeral(source.substring(start, at));
    }

    private void digits() {
        int start = at;
        while (at < source.length() && source.charAt(at) >= '0' && source.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw malformed("a digit was expected");
        }
    }

    private Json literal(String word, Json value) {
        if (!source.startsWith(word, at)) {
            throw malformed("a value was expected");
        }
        at += word.length();
        return value;
    }

    private void skipSpace() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }

    private char peek() {
        if (at >= source.length()) {
            throw malformed("the text ends too soon");
        }
        return source.charAt(at);
    }

    private boolean accept(char c) {
        if (at < source.length() && source.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw malformed("'" + c + "' was expected");
        }
    }

    private Json.Slice sliceFrom(int start) {
        return new Json.Slice(source, start, at);
    }

    private RuntimeException malformed(String problem) {
        return new Rejection.InvalidJson("malformed JSON at character " + at + ": " + problem).asException();
    }
}
