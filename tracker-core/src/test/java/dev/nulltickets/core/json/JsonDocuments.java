package dev.nulltickets.core.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Make random JSON documents of every shape, each with the tree that must come out of it. */
final class JsonDocuments {
    private static final String[] STRING_PARTS = {
        "a",
        "é",
        "€",
        "😀",
        " ",
        "/",
        "'",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b",
        "\\f",
        "\\n",
        "\\r",
        "\\t",
        "\\u0000",
        "\\u00E9",
        "\\ud83d\\ude00",
        "\\ud800",
        "\\uDC00",
        "\u007f",
        "\u2028",
        "{",
        "]",
        ",",
        ":"
    };
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t\r", "  "};
    private static final String[] ATOMS = {"null", "true", "false"};

    private final RandomGenerator random;

    JsonDocuments(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A value as it must be read.
     *
     * @param text as it stands in the document
     * @param elements of an array, in order
     * @param members of an object, by their names with escapes resolved, the last of each name
     */
    record Expected(String text, List<Expected> elements, Map<String, Expected> members) {
        private static Expected atom(String text) {
            return new Expected(text, List.of(), Map.of());
        }
    }

    /** Make a value that nests at most {@code depth} deep. */
    Expected value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 0 -> Expected.atom(ATOMS[random.nextInt(ATOMS.length)]);
            case 1 -> Expected.atom(number());
            case 2 -> Expected.atom(string());
            case 3, 4 -> object(depth);
            default -> array(depth);
        };
    }

    private Expected array(int depth) {
        StringBuilder text = new StringBuilder("[").append(space());
        List<Expected> elements = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Expected element = value(depth - 1);
            text.append(elements.isEmpty() ? "" : ",").append(space());
            text.append(element.text()).append(space());
            elements.add(element);
        }
        return new Expected(text.append(']').toString(), elements, Map.of());
    }

    private Expected object(int depth) {
        StringBuilder text = new StringBuilder("{").append(space());
        Map<String, Expected> members = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            char name = (char) ('a' + random.nextInt(4));
            Expected member = value(depth - 1);
            text.append(members.isEmpty() ? "" : ",").append(space());
            text.append(random.nextBoolean() ? "\"" + name + "\"" : String.format("\"\\u%04x\"", (int) name));
            text.append(space()).append(':').append(space());
            text.append(member.text()).append(space());
            members.put(String.valueOf(name), member);
        }
        return new Expected(text.append('}').toString(), List.of(), members);
    }

    private String number() {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(4) == 0 ? "0" : Long.toString(random.nextLong(1, Long.MAX_VALUE)));
        if (random.nextInt(3) == 0) {
            text.append('.').append(random.nextInt(1000));
        }
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E');
            text.append(new String[] {"", "+", "-"}[random.nextInt(3)]).append(random.nextInt(1000));
        }
        return text.toString();
    }

    private String string() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(STRING_PARTS[random.nextInt(STRING_PARTS.length)]);
        }
        return text.append('"').toString();
    }

    private String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }
}
