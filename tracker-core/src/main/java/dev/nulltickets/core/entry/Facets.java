package dev.nulltickets.core.entry;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.model.RejectedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Say by words what a JSON value holds where, so that an index of words also finds entries by what they hold at a path.
 * Each value inside, at whatever depth, makes one word: a hash of its path and its content. Contents are equal where
 * JSON values are: whatever the order of an object's members, and however a number is written. Two different ones make
 * the same word once in 2<sup>64</sup>.
 */
final class Facets {
    /** The most words that one value makes: a value of megabytes must not keep the writer from its other work. */
    static final int MOST = 10_000;

    private static final int BYTES = 8;
    private static final byte[] NOTHING = new byte[BYTES];
    private static final int MOST_EXPONENT = 15;
    private static final Pattern LEADING_ZEROS = Pattern.compile("^0*+");
    private static final Pattern EXPONENT_ZEROS = Pattern.compile("^([+-]?)0+(?=[0-9])");
    private static final Pattern NUMBER = Pattern.compile(
            "(?<sign>-?)(?<whole>[0-9]++)(?:\\.(?<fraction>[0-9]++))?(?:[eE](?<exponent>[+-]?[0-9]++))?");

    private final Set<String> facets = new LinkedHashSet<>();
    private final MessageDigest digest;

    private Facets() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    static Set<String> of(Json value) {
        Facets facets = new Facets();
        facets.add(facets.hash("path"), value);
        return facets.facets;
    }

    /** Return the words of what a text may stand for at a path. */
    static Set<String> sought(JsonPath path, String value) {
        Facets facets = new Facets();
        byte[] place = facets.hash("path");
        for (JsonPath.Step step : path.steps()) {
            place = facets.below(place, step);
        }
        facets.keep(place, facets.hash("text", value));
        try {
            facets.keep(place, new Facets().add(place, Json.parse(value)));
        } catch (RejectedException noJson) {
            // Then it stands for the string alone.
        }
        return facets.facets;
    }

    /** Keep the words of a value and of all inside of it, and return the hash of its content. */
    private byte[] add(byte[] place, Json value) {
        byte[] content = switch (value) {
            case Json.Members object -> members(place, object);
            case Json.Elements array -> elements(place, array);
            case Json.Text text -> hash("text", text.value());
            case Json.Numeral number -> hash("number", canonical(number.value()));
            case Json.Bool bool -> hash("bool", Boolean.toString(bool.value()));
            case Json.Null none -> hash("null");
        };
        keep(place, content);
        return content;
    }

    /** Like {@link #add}, for a part of a value. */
    private byte[] addPart(byte[] whole, JsonPath.Step step, Json part) {
        // Once no more are kept, what this is part of is not kept either, because it comes later: nobody needs the
        // hash.
        return isFull() ? NOTHING : add(below(whole, step), part);
    }

    private byte[] members(byte[] place, Json.Members object) {
        Map<String, byte[]> contents = new TreeMap<>();
        object.values()
                .forEach((name, value) -> contents.put(name, addPart(place, new JsonPath.Step.Member(name), value)));
        ByteBuffer joined = ByteBuffer.allocate(2 * BYTES * contents.size());
        contents.forEach((name, content) -> joined.put(hash("name", name)).put(content));
        return hash("object", joined.array());
    }

    private byte[] elements(byte[] place, Json.Elements array) {
        ByteBuffer joined = ByteBuffer.allocate(BYTES * array.values().size());
        int index = 0;
        for (Json element : array.values()) {
            joined.put(addPart(place, new JsonPath.Step.Element(index++), element));
        }
        return hash("array", joined.array());
    }

    private void keep(byte[] place, byte[] content) {
        if (!isFull()) {
            facets.add("f" + HexFormat.of().formatHex(hash("facet", place, content)));
        }
    }

    private boolean isFull() {
        return facets.size() >= MOST;
    }

    private byte[] below(byte[] place, JsonPath.Step step) {
        return switch (step) {
            case JsonPath.Step.Member member -> hash("member", place, utf8(member.name()));
            case JsonPath.Step.Element element -> hash("element", place, utf8(Integer.toString(element.index())));
        };
    }

    private byte[] hash(String kind, String text) {
        return hash(kind, utf8(text));
    }

    /** Hash parts of which only the last has a length of its own, so that no two lists of them look alike. */
    private byte[] hash(String kind, byte[]... parts) {
        digest.update(utf8(kind));
        digest.update((byte) 0);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return Arrays.copyOf(digest.digest(), BYTES);
    }

    /**
     * Write a number in the one way that all equal numbers share. Digit by digit, because a number of 100,000 digits
     * must not be calculated with.
     */
    private static String canonical(String number) {
        Matcher form = NUMBER.matcher(number);
        if (!form.matches()) {
            throw new IllegalStateException("the parser let through what is no number: " + number);
        }
        String fraction = form.group("fraction") == null ? "" : form.group("fraction");
        String digits = LEADING_ZEROS.matcher(form.group("whole") + fraction).replaceFirst("");
        if (digits.isEmpty()) {
            return "0";
        }
        String given = form.group("exponent") == null ? "0" : form.group("exponent");
        String exponent = EXPONENT_ZEROS.matcher(given).replaceFirst("$1");
        if (exponent.length() > MOST_EXPONENT) {
            return number;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        long power = Long.parseLong(exponent) - fraction.length() + (digits.length() - end);
        return form.group("sign") + digits.substring(0, end) + "e" + power;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
