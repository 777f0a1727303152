package dev.nulltickets.core.entry;

import dev.nulltickets.core.json.Json;
import java.text.Normalizer;
import java.util.List;

/**
 * Take text apart into words, in a form in which those that people take for the same are equal: compatibility forms are
 * resolved (Unicode NFKD), accents and case are dropped. A word is a run of letters and digits. Where words are written
 * without spaces between them, and for symbols such as emoji, each character is a word.
 */
final class Words {
    /** The most characters of an entry's text that are searched: databases limit the size of a text index. */
    static final int MOST_CHARACTERS = 250_000;

    /** The longest word; what is longer counts as equal if it begins alike. */
    private static final int LONGEST = 200;

    private final StringBuilder words = new StringBuilder();
    private int length;

    private Words() {}

    /** Return the words of a text, with one space between them. */
    static String of(String text) {
        return new Words().add(text).words.toString();
    }

    /** Return the words of all strings, numbers and booleans in a value, with one space between them. */
    static String of(Json value) {
        Words words = new Words();
        words.addAll(value);
        return words.words.toString();
    }

    /** Return the words of a text. */
    static List<String> list(String text) {
        String words = of(text);
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    private void addAll(Json value) {
        switch (value) {
            case Json.Members object -> object.values().values().forEach(this::addAll);
            case Json.Elements array -> array.values().forEach(this::addAll);
            case Json.Text text -> add(text.value());
            case Json.Numeral number -> add(number.value());
            case Json.Bool bool -> add(Boolean.toString(bool.value()));
            case Json.Null none -> {}
        }
    }

    private Words add(String text) {
        end();
        int room = MOST_CHARACTERS - words.length();
        if (room <= 0) {
            return this;
        }
        String given = text.length() <= room ? text : text.substring(0, room);
        Normalizer.normalize(given, Normalizer.Form.NFKD).codePoints().forEach(this::add);
        end();
        return this;
    }

    private void add(int character) {
        if (standsAlone(character)) {
            end();
            append(character);
            end();
        } else if (Character.isLetterOrDigit(character)) {
            append(Character.toLowerCase(character));
        } else if (Character.getType(character) != Character.NON_SPACING_MARK) {
            end();
        }
    }

    private void append(int character) {
        if (length == 0 && !words.isEmpty()) {
            words.append(' ');
        }
        if (length < LONGEST) {
            words.appendCodePoint(character);
        }
        length++;
    }

    private void end() {
        length = 0;
    }

    private static boolean standsAlone(int character) {
        return Character.getType(character) == Character.OTHER_SYMBOL
                || (character > 0x7f && Character.isLetter(character) && isWrittenWithoutSpaces(character));
    }

    private static boolean isWrittenWithoutSpaces(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
