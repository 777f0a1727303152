package dev.nulltickets.core.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nulltickets.core.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Hello, World | hello world",
                "release-notes_2.md | release notes 2 md",
                "don't \"quote\" (a+b)*c | don t quote a b c",
                "`  a \t b\n\nc  ` | a b c",
                "x1y2 3z | x1y2 3z",
                "AND or NoT | and or not"
            })
    void areRunsOfLettersAndDigits(String text, String words) {
        assertThat(Words.of(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "Caf\u00c9, cafe",
        "cafe\u0301, cafe",
        "\u00c5ngstr\u00f6m, angstrom",
        "Stra\u00dfe, strasse",
        "STRASSE, strasse",
        "Stra\u1e9ee, strasse",
        "\u039f\u0394\u039f\u03a3, \u03bf\u03b4\u03bf\u03c3",
        "\u03bf\u03b4\u03cc\u03c2, \u03bf\u03b4\u03bf\u03c3",
        "\u0130stanbul, istanbul",
        "\u0131l\u0131k, ilik",
        "\u01c4ep, dzep",
        "\u041f\u0440\u0438\u0432\u0435\u0442, \u043f\u0440\u0438\u0432\u0435\u0442",
        "\ud801\udc00, \ud801\udc28"
    })
    void areTheSameWithoutAccentsAndCase(String text, String word) {
        assertThat(Words.of(text)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "\ufb01le, file",
        "\uff26\uff55\uff4c\uff4c, full",
        "x\u00b2, x2",
        "\u2116\u2460, no1",
        "\u2167, viii",
        "\ud835\udd18nicode, unicode",
        "\u00b5, \u03bc",
        "\u017f, s",
        "\uff76\uff9e, \u30ab",
        "\ufefb, \u0644\u0627"
    })
    void areTheSameInCompatibilityForms(String text, String word) {
        assertThat(Words.of(text)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "a\ud83d\ude00b, a \ud83d\ude00 b",
        "\ud83d\ude00\ud83d\ude01, \ud83d\ude00 \ud83d\ude01",
        "\ud83d\udc69\u200d\ud83d\udc67, \ud83d\udc69 \ud83d\udc67",
        "\ud83d\udc4d\ud83c\udffd, \ud83d\udc4d",
        "\u2764\ufe0f, \u2764",
        "\u2764, \u2764",
        "1\ufe0f\u20e3, 1",
        "\ud83c\uddea\ud83c\uddfa, \ud83c\uddea \ud83c\uddfa",
        "\u00a9 2026, \u00a9 2026"
    })
    void areSymbolsEachAlone(String text, String words) {
        assertThat(Words.of(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "\u6771\u4eac, \u6771 \u4eac",
        "\u3072\u3089 JVM\u304c, \u3072 \u3089 jvm \u304b",
        "v\u6771\ud842\udfb7, v \u6771 \ud842\udfb7",
        "\u0e20\u0e32\u0e29\u0e32, \u0e20 \u0e32 \u0e29 \u0e32",
        "\u0e17\u0e35\u0e48, \u0e17"
    })
    void areCharactersWhereNoSpacesAreWritten(String text, String words) {
        assertThat(Words.of(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "\u0627\u0644\u0652\u0639\u064e\u0631\u064e\u0628\u0650\u064a\u064e\u0651\u0629, \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
        "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd, \u05e9\u05dc\u05d5\u05dd",
        "\u0939\u093f\u0928\u094d\u0926\u0940, \u0939\u0928\u0926",
        "co\u00adoperate, cooperate",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645, \u0645\u06cc\u062e\u0648\u0627\u0647\u0645",
        "a\u200bb, a b"
    })
    void areHeldTogetherByWhatIsNotSeen(String text, String words) {
        assertThat(Words.of(text)).isEqualTo(words);
    }

    @Test
    void areTheSameWhetherAScriptIsComposedOrNot() {
        assertThat(Words.of("\ud55c\uad6d\uc5b4"))
                .isEqualTo(Words.of("\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165"));
        assertThat(Words.list("\ud55c\uad6d\uc5b4")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\"", "-- ;", "\u0301", "\u0000", "\ud800", "\udc00\ud800", "\ue000", "\uffff", "\u200d"
            })
    void areNoneInWhatHoldsNone(String text) {
        assertThat(Words.of(text)).isEmpty();
        assertThat(Words.list(text)).isEmpty();
    }

    @Test
    void arePartedByHalvesOfSurrogatePairs() {
        assertThat(Words.of("a\ud800b\udc00c")).isEqualTo("a b c");
    }

    @Test
    void areCutAtTwoHundredCharacters() {
        assertThat(Words.of("x".repeat(200))).hasSize(200).isEqualTo(Words.of("x".repeat(5_000) + "y"));
        assertThat(Words.of("x".repeat(199))).isNotEqualTo(Words.of("x".repeat(200)));
        assertThat(Words.of("\ud801\udc28".repeat(300))).hasSize(400);
        assertThat(Words.of("x".repeat(300) + " y")).isEqualTo("x".repeat(200) + " y");
    }

    @Test
    void areReadFromStringsNumbersAndBooleansInOrder() {
        Json value = Json.parse("""
                {"name":"Red \\u00e9","n":[-1.5e3,true,null,{"deep":["a","b c"]}],"end":false}""");
        assertThat(Words.of(value)).isEqualTo("red e 1 5e3 true a b c false");
    }

    @Test
    void ofTwoStringsDoNotRunTogether() {
        assertThat(Words.of(Json.parse("[\"a\",\"b\",1,2]"))).isEqualTo("a b 1 2");
    }

    @Test
    void areTheSameWhereverATextIsTakenApartForNormalising() {
        StringBuilder text = new StringBuilder();
        for (String part : List.of("stra\u00dfe", "e\u0316\u0301", "\ud83d\ude00", "\ud55c", "\ufb01", " ")) {
            for (int i = 0; i < 200; i++) {
                text.append(part);
            }
        }
        String words = Words.of(text.toString());
        for (int shift = 1; shift < 300; shift++) {
            assertThat(Words.of(" ".repeat(shift) + text)).isEqualTo(words);
        }
    }

    @Test
    void endWhereTheirRoomEnds() {
        String words = Words.of("word ".repeat(100_000));
        assertThat(words).hasSizeBetween(Words.MOST_CHARACTERS - 5, Words.MOST_CHARACTERS);
        assertThat(Words.of(Json.parse("[" + "\"word\",".repeat(100_000) + "1]")))
                .hasSizeBetween(Words.MOST_CHARACTERS - 5, Words.MOST_CHARACTERS);
        assertThat(Words.of("\ufdfa".repeat(Words.MOST_CHARACTERS))).hasSizeLessThanOrEqualTo(Words.MOST_CHARACTERS);
        assertThat(Words.of("\ud83d\ude00".repeat(Words.MOST_CHARACTERS)))
                .hasSizeLessThanOrEqualTo(Words.MOST_CHARACTERS)
                .doesNotMatch("[\ud800-\udbff]$");
        assertThat(Words.of(Json.parse("[\"" + " ".repeat(1_000_000) + "\",\"behind\"]")))
                .isEqualTo("behind");
    }

    @Test
    void takeTimeThatGrowsWithTheTextAlone() {
        List<String> hard = List.of(
                "a" + "\u0301\u0316".repeat(1_000_000),
                "\u0316\u0301\u0315".repeat(600_000),
                "\ufdfa".repeat(1_000_000),
                "\ud800".repeat(1_000_000),
                "\u1100\u1161\u11a8".repeat(600_000),
                "\u00df".repeat(1_000_000),
                " ".repeat(1_000_000));
        assertTimeoutPreemptively(SOON, () -> hard.forEach(Words::of));
        Json many = Json.parse("[" + "\"\u0301\",".repeat(500_000) + "1]");
        assertTimeoutPreemptively(SOON, () -> Words.of(many));
    }

    @Test
    void areInAFormThatDoesNotChangeAnyMore() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String text = random.ints(40, 0, random.nextBoolean() ? 0x3000 : Character.MAX_CODE_POINT + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String words = Words.of(text);
            assertThat(Words.of(words)).as(text).isEqualTo(words);
            assertThat(words)
                    .as(text)
                    .doesNotContain("  ")
                    .doesNotStartWith(" ")
                    .doesNotEndWith(" ");
            assertThat(words.codePoints().filter(c -> c < 0x80))
                    .as(text)
                    .allMatch(c -> c == ' ' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
            assertThat(Words.of(text.toUpperCase(Locale.ROOT)))
                    .as(text)
                    .isEqualTo(Words.of(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)));
        }
    }
}
