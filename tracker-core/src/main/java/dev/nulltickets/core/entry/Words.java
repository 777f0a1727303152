package dev.nulltickets.core.entry;

import dev.nulltickets.core.json.Json;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Take text apart into words, in a form in which those that people take for the same are equal: compatibility forms
 * are resolved (Unicode NFKD), accents, vowel signs and case are dropped. A word is a run of letters and digits.
 * Where words are written without spaces between them, and for symbols such as emoji, each character is a word. Takes
 * time that grows with the length of the text alone, whatever it holds.
 */
final class Words {
    /** The most characters of an entry's text that are searched: databases limit the size of a text index. */
    static final int MOST_CHARACTERS = 250_000;

    /** The longest word; what is longer counts as equal if it begins alike. */
    private static final int LONGEST = 200;

    /** A space, and a character of two halves. */
    private static final int LONGEST_STEP = 3;

    private static final int PIECE = 256;
    private static final int FIRST_BEYOND_ASCII = 0x80;
    private static final int ZERO_WIDTH_SPACE = 0x200b;

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
        int most = Math.min(text.length(), MOST_CHARACTERS);
        for (int from = 0; from < most && hasRoom(); ) {
            int to = endOfPiece(text, from, most);
            String piece = text.substring(from, to);
            Normalizer.normalize(piece, Normalizer.Form.NFKD).codePoints().forEach(this::add);
            from = to;
        }
        end();
        return this;
    }

    private boolean hasRoom() {
        return words.length() <= MOST_CHARACTERS - LONGEST_STEP;
    }

    /**
     * Bound what is normalised at once: putting accents in order takes the square of their number. Characters are
     * resolved one by one, and accents are dropped, so it is the same as normalising the whole.
     */
    private static int endOfPiece(String text, int from, int most) {
        int to = Math.min(from + PIECE, most);
        return to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to + 1 : to;
    }

    private void add(int character) {
        if (standsAlone(character)) {
            end();
            append(character);
            end();
        } else if (Character.isLetterOrDigit(character)) {
            addFolded(character);
        } else if (!isPartOfAWord(character)) {
            end();
        }
    }

    private void addFolded(int character) {
        int lower = Character.toLowerCase(character);
        if (lower < FIRST_BEYOND_ASCII) {
            append(lower);
        } else {
            // By way of the upper case, which is the same for both forms of sigma, and SS for a sharp s.
            Character.toString(lower)
                    .toUpperCase(Locale.ROOT)
                    .codePoints()
                    .map(Character::toLowerCase)
                    .forEach(this::append);
        }
    }

    private void append(int character) {
        if (!hasRoom()) {
            return;
        }
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
                || (character >= FIRST_BEYOND_ASCII
                        && Character.isLetter(character)
                        && isWrittenWithoutSpaces(character));
    }

    /**
     * Say whether a character that is no letter goes with the letters around it: accents, vowel signs, soft hyphens.
     */
    private static boolean isPartOfAWord(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            case Character.FORMAT -> character != ZERO_WIDTH_SPACE;
            default -> false;
        };
    }

    private static boolean isWrittenWithoutSpaces(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
