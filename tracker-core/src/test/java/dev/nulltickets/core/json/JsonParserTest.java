package dev.nulltickets.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hold the parser to RFC 8259: what it must take, what it must refuse, and that nothing makes it fail otherwise. */
class JsonParserTest {
    private static final int FIVE_MEGA = 5_000_000;

    static Stream<String> numbersAndLiterals() {
        return """
                0 -0 7 -7 10 1234567890 0.0 -0.1 1.50 0e0 1e1 1E1 1e+1 1e-1 1.5E-300 1e400 -1e-400
                123456789012345678901234567890 0.1e00012 true false null
                """.lines().flatMap(line -> Stream.of(line.split(" ")));
    }

    @ParameterizedTest
    @MethodSource("numbersAndLiterals")
    void takesEveryNumberAndLiteral(String text) {
        assertThat(Json.parse(text).text().value()).isEqualTo(text);
    }

    static Stream<String> noNumbersAndNoLiterals() {
        return """
                - +1 --1 01 -01 00 0x1 1. .1 -.1 1.e1 1e 1e+ 1e- 1e1.5 1ee1 1_000 1L 0b1 1e1e1 Infinity -Infinity NaN ∞ ١ 1２
                True TRUE tru truee nul nulll undefined fals t \ufefftrue a -a
                """.lines().flatMap(line -> Stream.of(line.split(" ")));
    }

    @ParameterizedTest
    @MethodSource("noNumbersAndNoLiterals")
    void refusesWhatLooksLikeANumberOrLiteral(String text) {
        assertRefused(text);
        assertRefused("[" + text + "]");
        assertRefused("{\"a\":" + text + "}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"\"`, ``",
                "`\"plain\"`, `plain`",
                "`\"\\\"\\\\\\/\"`, `\"\\/`",
                "`\"\\u0041\\u00e9\\u20AC\\u20ac\"`, `Aé€€`",
                "`\"\\ud83d\\ude00\"`, `😀`",
                "`\"😀\"`, `😀`",
                "`\"a\\u0020b\"`, `a b`",
                "`\"\\\\u0041\"`, `\\u0041`",
                "`\"'//*#\"`, `'//*#`"
            })
    void resolvesEscapes(String text, String meant) {
        assertThat(Json.parse(text))
                .isInstanceOfSatisfying(
                        Json.Text.class, read -> assertThat(read.value()).isEqualTo(meant));
    }

    @Test
    void resolvesTheEscapesOfControlCharacters() {
        assertThat(string("\"\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f\"")).isEqualTo("\b\f\n\r\t\u0000\u001f\u007f");
    }

    @Test
    void keepsHalvesOfSurrogatePairsThatAreEscaped() {
        assertThat(string("\"\\ud800\"")).isEqualTo("\ud800");
        assertThat(string("\"\\udc00\\ud800\"")).isEqualTo("\udc00\ud800");
        assertThat(string("\"a\\ud800b\"")).isEqualTo("a\ud800b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "a\ud800b", "\udc00\ud800", "\ud800\ud800\udc00", "\ud83d\ude00\ude00"})
    void refusesHalvesOfSurrogatePairsThatStandBare(String half) {
        assertRefused("\"" + half + "\"");
        assertRefused("\"\\n" + half + "\"");
        assertRefused("{\"" + half + "\":1}");
        assertRefused("\"" + half);
    }

    static Stream<String> noStrings() {
        return """
                "
                "a
                a"
                'a'
                "\\"
                "\\
                "\\x41"
                "\\a"
                "\\'"
                "\\0"
                "\\U0041"
                "\\u"
                "\\u1"
                "\\u12"
                "\\u123"
                "\\u123g"
                "\\u 123"
                "\\u+123"
                "\\u-123"
                "\\u１２３４"
                "\\u00
                "\\ud83d\\u"
                "\\ "
                "a" "b"
                "\\é"
                """.lines();
    }

    @ParameterizedTest
    @MethodSource("noStrings")
    void refusesStringsThatAreNone(String text) {
        assertRefused(text);
        assertRefused("{" + text + ":1}");
    }

    @Test
    void refusesEveryBareControlCharacterAndTakesEveryOther() {
        for (char c = 0; c < 0x3000; c++) {
            String text = "\"a" + c + "b\"";
            if (c < ' ') {
                assertRefused(text);
            } else if (c != '"' && c != '\\') {
                assertThat(string(text)).isEqualTo("a" + c + "b");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[ ]",
                "{ }",
                "[[]]",
                "[{}]",
                "{\"\":{}}",
                "[1,2]",
                "[ 1 , 2 ]",
                "\t\r\n [\t\r\n ]\t\r\n ",
                "{ \"a\" : 1 , \"b\" : [ ] }",
                " 1 ",
                "\n\"a\"\n"
            })
    void takesSpaceBetweenTokens(String text) {
        assertThat(Json.parse(text).text().value()).isEqualTo(text.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00a0", "\u000b", "\f", "\u2028", "\u3000", "\u0085", "\ufeff", "\0", "//\n", "/**/", "#\n", ";"
            })
    void refusesOtherSpaceAndComments(String space) {
        assertRefused(space + "1");
        assertRefused("1" + space);
        assertRefused("[" + space + "]");
        assertRefused("{\"a\"" + space + ":1}");
    }

    static Stream<String> noValues() {
        return """
                [ ] { } [} {] [1 [1, [, [,1] [1,] [1,,2] [1]] [1;2] [:] ["a":1] (1) {,} {"a"} {"a":} {"a":1,} {,"a":1}
                {"a":1,,"b":2} {"a"=1} {"a"::1} {a:1} {'a':1} {1:1} {null:1} {[]:1} {"a":1}} {}{} null, : , {"a":1] ["a"} * <a/> {"a":1
                1,5 {"a":tru} [nul] {"a":"b} ["a] {"a:1} {"a\\":1}
                """.lines().flatMap(line -> Stream.of(line.split(" ")));
    }

    @ParameterizedTest
    @MethodSource("noValues")
    void refusesWhatIsNoValue(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "[1 2]", "1 2", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{} x", "[] []", "\"\\\n\"", "\"\"\""
            })
    void refusesWhatStandsBesideAValue(String text) {
        assertRefused(text);
    }

    @Test
    void refusesATextThatIsCutOffAnywhere() {
        String whole = " {\"a\":[1.5e-3,true,false,null,\"\\u00e9\\n😀\",{}],\"b\":{\"c\":-10}}";
        assertThat(Json.parse(whole)).isInstanceOf(Json.Members.class);
        for (int end = 0; end < whole.length(); end++) {
            assertRefused(whole.substring(0, end));
        }
    }

    @Test
    void saysWhereTheTextIsWrong() {
        assertThatThrownBy(() -> Json.parse("[1, oops]"))
                .isInstanceOf(RejectedException.class)
                .hasMessage("malformed JSON at character 4: a value was expected");
        assertThatThrownBy(() -> Json.parse("{\"a\":1} x")).hasMessageContaining("at character 8");
    }

    @Test
    void ofTwoMembersWithOneNameTheLastCounts() {
        Json.Members read = (Json.Members) Json.parse("{\"a\":1,\"b\":2,\"\\u0061\":3}");

        assertThat(read.values().keySet()).containsExactly("a", "b");
        assertThat(read.values().get("a")).isEqualTo(new Json.Numeral("3"));
        assertThat(read.text().value()).isEqualTo("{\"a\":1,\"b\":2,\"\\u0061\":3}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"[, ]", "`{\"a\":`, }", "` [ {\"a\" : `, ` } ] `"})
    void nestsAsDeepAsTheLimitAndNoDeeper(String open, String close) {
        int each = (int) open.chars().filter(c -> c == '[' || c == '{').count();
        int levels = JsonText.MAX_DEPTH / each;
        String deepest = open.repeat(levels) + "1" + close.repeat(levels);

        assertThat(Json.parse(deepest).text().value()).isEqualTo(deepest.strip());
        assertThat(Json.parse("[1]")).isNotNull();
        assertRefused("[" + deepest + "]");
    }

    @Test
    void countsDepthAndNotWidth() {
        String deep = "[".repeat(127) + "]".repeat(127);
        assertThat(Json.parse("[" + (deep + ",").repeat(300) + deep + "]")).isInstanceOf(Json.Elements.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[[1],", "[{\"a\":[", "\"\\\\", "-", "1", " "})
    void survivesEndlessOpenings(String opening) {
        String text = opening.repeat(1_000_000);
        if ("1".equals(opening)) {
            assertThat(Json.parse(text).text().value()).isEqualTo(text);
        } else {
            assertRefused(text);
        }
    }

    @Test
    void readsLongStringsAndNumbers() {
        String plain = "x".repeat(FIVE_MEGA);
        assertThat(string("\"" + plain + "\"")).isEqualTo(plain);
        assertThat(string("\"" + "\\n".repeat(FIVE_MEGA / 2) + "\"")).isEqualTo("\n".repeat(FIVE_MEGA / 2));
        String number = "-1" + "0".repeat(FIVE_MEGA) + "." + "9".repeat(1000) + "e" + "8".repeat(1000);
        assertThat(Json.parse("[" + number + "]").text().value()).isEqualTo("[" + number + "]");
    }

    private static String string(String text) {
        return ((Json.Text) Json.parse(text)).value();
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.InvalidJson.class))
                .hasMessageStartingWith("malformed JSON at character ");
    }
}
