package dev.nulltickets.core.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nulltickets.core.entry.JsonPath.Step;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    static Stream<Arguments> paths() {
        return Stream.of(
                path("$"),
                path("$.a", name("a")),
                path("$.a.b", name("a"), name("b")),
                path("$.a-b_c1", name("a-b_c1")),
                path("$.*", name("*")),
                path("$.$", name("$")),
                path("$.0", name("0")),
                path("$.\u00e9\ud83d\ude00", name("\u00e9\ud83d\ude00")),
                path("$[0]", place(0)),
                path("$.tags[0]", name("tags"), place(0)),
                path("$[1][22].a[999999999]", place(1), place(22), name("a"), place(999_999_999)),
                path("$[\"a b\"]", name("a b")),
                path("$['a b']", name("a b")),
                path("$.\"a b\"", name("a b")),
                path("$.\"a b\".c", name("a b"), name("c")),
                path("$[\"\"]", name("")),
                path("$['']", name("")),
                path("$.\"\"", name("")),
                path("$[\"it's\"]['a\"b']", name("it's"), name("a\"b")),
                path("$[\"\\\"\\\\\\/\\n\\u00e9\\ud83d\\ude00\"]", name("\"\\/\n\u00e9\ud83d\ude00")),
                path("$['a].b']", name("a].b")),
                path("$[\"]\"].x", name("]"), name("x")),
                path("$['\u00e9\n']", name("\u00e9\n")));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void namesEachStep(String path, List<Step> steps) {
        assertThat(JsonPath.parse(path).steps()).isEqualTo(steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                ".a",
                "a.b",
                " $",
                "$ ",
                "$a",
                "$.",
                "$..a",
                "$.a.",
                "$.a..b",
                "$.[0]",
                "$[",
                "$[]",
                "$]",
                "$[x]",
                "$[-1]",
                "$[+1]",
                "$[01]",
                "$[1.0]",
                "$[1 ]",
                "$[ 1]",
                "$[1000000000]",
                "$[99999999999999999999]",
                "$[*]",
                "$[0",
                "$[0]]",
                "$[0]a",
                "$[\"a]",
                "$[\"a\"",
                "$['a]",
                "$['a'",
                "$[\"a']",
                "$['a\"]",
                "$['a\\'b']",
                "$[\"\\x\"]",
                "$[\"\\u12\"]",
                "$[\"\n\"]",
                "$[\"\\\"]",
                "$.\"a",
                "$.\"a\"b",
                "$.a b",
                "$.a'b",
                "$.a\"b\"",
                "$$",
                "$.a\u0009",
                "$[\u0661]",
                "@.a",
                "$[?(@.a)]",
                "$[0,1]",
                "$[0:1]",
                "$.a[\"b\".c]"
            })
    void refusesWhatIsNoPath(String path) {
        assertThatThrownBy(() -> JsonPath.parse(path))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isEqualTo(new Rejection.InvalidFilterPath(path)));
    }

    @Test
    void readsOrRefusesLongPathsInTimeThatGrowsWithTheirLength() {
        int length = 300_000;
        List<String> fine = List.of(
                "$." + "a".repeat(length),
                "$" + ".a".repeat(length),
                "$[\"" + "a".repeat(length) + "\"]",
                "$[\"" + "\\\\".repeat(length) + "\"]",
                "$['" + "a".repeat(length) + "']",
                "$" + "[0]".repeat(length),
                "$.\"" + "\\u0061".repeat(length) + "\"");
        List<String> garbage = List.of(
                "$".repeat(length),
                "$" + ".".repeat(length),
                "$" + "[".repeat(length),
                "$[\"" + "a".repeat(length),
                "$[\"" + "\\\\".repeat(length),
                "$[\"" + "\\\"".repeat(length),
                "$.\"" + "\\".repeat(length),
                "$['" + "a".repeat(length),
                "$[" + "1".repeat(length) + "]",
                "$" + ".a".repeat(length) + " ",
                "$" + ".\"a\"".repeat(length) + "\"",
                "$" + "\ud83d\ude00".repeat(length));
        assertTimeoutPreemptively(SOON, () -> {
            fine.forEach(JsonPath::parse);
            for (String path : garbage) {
                assertThatThrownBy(() -> JsonPath.parse(path)).isInstanceOf(RejectedException.class);
            }
        });
    }

    private static Arguments path(String path, Step... steps) {
        return Arguments.of(path, List.of(steps));
    }

    private static Step name(String name) {
        return new Step.Member(name);
    }

    private static Step place(int index) {
        return new Step.Element(index);
    }
}
