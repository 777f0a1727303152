package dev.nulltickets.core.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonText;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacetsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5 | 5.0",
                "5 | 50e-1",
                "5 | 0.5E1",
                "5 | 5e0",
                "5 | 5e+0",
                "5 | 5e-0",
                "5 | 5e00000000000000000000",
                "500 | 5e2",
                "500 | 5e+0000000000000000002",
                "0 | -0",
                "0 | 0.000",
                "0 | -0e99999999999999999999",
                "-1.50 | -15e-1",
                "1e400 | 10e399",
                "0.1e-400 | 1e-401",
                "12345678901234567890.5 | 123456789012345678905e-1",
                "`5` | ` 5`",
                "`\"\\u00e9\"` | `\"\u00e9\"`",
                "`\"\\/\"` | `\"/\"`",
                "[1,2] | [ 1.0 , 2 ]",
                "`{\"a\":1,\"b\":[2]}` | `{ \"b\":[2.0], \"a\":1 }`",
                "`{\"a\":1}` | `{\"a\":0,\"a\":1}`",
                "`{\"a\":{\"c\":1,\"b\":2}}` | `{\"a\":{\"b\":2,\"c\":1}}`",
                "true | ` true `"
            })
    void ofEqualValuesAreEqual(String one, String other) {
        assertThat(facets(one)).isEqualTo(facets(other));
        assertThat(Facets.sought(JsonPath.parse("$"), other)).containsAnyElementsOf(root(one));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5 | 6",
                "5 | -5",
                "5 | 50",
                "5 | 0.5",
                "5 | 5.000000000000000000000000000001",
                "5 | `\"5\"`",
                "1e400 | 1e401",
                "1e400 | -1e400",
                "1e999999999999999999999 | 1e999999999999999999998",
                "12345678901234567890 | 12345678901234567891",
                "0 | 1e-400",
                "0 | null",
                "0 | false",
                "true | `\"true\"`",
                "true | false",
                "null | `\"null\"`",
                "null | `\"\"`",
                "`\"\"` | `\" \"`",
                "`\"a\"` | `\"A\"`",
                "`\"\u00e9\"` | `\"e\u0301\"`",
                "[] | {}",
                "[] | null",
                "[] | [[]]",
                "[1,2] | [2,1]",
                "[1,2] | [1]",
                "[1,[2]] | [[1],2]",
                "`[\"ab\"]` | `[\"a\",\"b\"]`",
                "`{\"a\":1}` | `{\"a\":2}`",
                "`{\"a\":1}` | `{\"b\":1}`",
                "`{\"a\":1}` | `{\"a\":1,\"b\":1}`",
                "`{\"a\":{\"b\":1}}` | `{\"a\":1,\"b\":1}`",
                "`{\"a\":\"b\"}` | `{\"b\":\"a\"}`",
                "`{\"a\":1}` | `[\"a\",1]`",
                "`{\"0\":1}` | [1]"
            })
    void ofOtherValuesAreOthers(String one, String other) {
        assertThat(root(one)).doesNotContainAnyElementsOf(root(other));
    }

    @Test
    void nameThePlaceOfAValue() {
        Set<String> facets = facets("""
                {"a":{"b":[10,{"c":"x"}]},"0":"zero","d.e":1,"":[[]]}""");
        assertThat(facets).hasSize(10);
        for (String[] there : new String[][] {
            {"$.a.b[0]", "10"},
            {"$.a.b[1].c", "x"},
            {"$.a.b[1]", "{\"c\":\"x\"}"},
            {"$.a.b", "[10,{\"c\":\"x\"}]"},
            {"$['0']", "zero"},
            {"$['d.e']", "1"},
            {"$[''][0]", "[]"}
        }) {
            assertThat(sought(there)).as(there[0]).containsAnyElementsOf(facets);
        }
        for (String[] absent : new String[][] {
            {"$.a.b[1]", "10"},
            {"$.a.b", "10"},
            {"$.b[0]", "10"},
            {"$[0]", "zero"},
            {"$.d.e", "1"},
            {"$.a.b['0']", "10"},
            {"$.ab[0]", "10"},
            {"$['a.b'][0]", "10"},
            {"$", "10"}
        }) {
            assertThat(sought(absent)).as(absent[0]).doesNotContainAnyElementsOf(facets);
        }
    }

    @Test
    void soughtStandForTheTextAndForWhatItIsAsJson() {
        assertThat(sought("$", "5")).isEqualTo(union(root("5"), root("\"5\"")));
        assertThat(sought("$", " true ")).isEqualTo(union(root("true"), root("\" true \"")));
        assertThat(sought("$", "\"5\"")).isEqualTo(union(root("\"5\""), root("\"\\\"5\\\"\"")));
        assertThat(sought("$", "{}")).isEqualTo(union(root("{}"), root("\"{}\"")));
        for (String text : List.of("", "05", "x", "{", "True", "1 2", "\ud800")) {
            assertThat(sought("$", text)).as(text).hasSize(1);
        }
        assertThat(sought("$", "x")).isEqualTo(root("\"x\""));
    }

    @Test
    void areWordsThatNoIndexTakesApart() {
        assertThat(facets("{\"a\":[1,\"\",null,{\"\\ud800\":\"\\u0000\"}]}"))
                .allMatch(facet -> facet.matches("f[0-9a-f]{16}"));
    }

    @Test
    void areBoundedInNumber() {
        assertThat(facets("[" + "1,".repeat(50_000) + "1]")).hasSize(Facets.MOST);
        assertThat(facets("[" + "1,".repeat(Facets.MOST - 2) + "1]")).hasSize(Facets.MOST);
        assertThat(facets("[" + "1,".repeat(Facets.MOST - 3) + "1]")).hasSize(Facets.MOST - 1);
    }

    @Test
    void reachAsDeepAsJsonMay() {
        int depth = JsonText.MAX_DEPTH;
        Set<String> facets = facets("[".repeat(depth) + "7" + "]".repeat(depth));
        assertThat(facets).hasSize(depth + 1);
        assertThat(sought("$" + "[0]".repeat(depth), "7")).containsAnyElementsOf(facets);
        assertThat(sought("$" + "[0]".repeat(depth - 1), "7")).doesNotContainAnyElementsOf(facets);
        String deep = "{\"a\":".repeat(depth) + "7" + "}".repeat(depth);
        assertThat(sought("$" + ".a".repeat(depth), "7")).containsAnyElementsOf(facets(deep));
        assertThat(sought("$", deep)).containsAnyElementsOf(facets(deep));
    }

    @Test
    void takeTimeThatGrowsWithTheValueAlone() {
        String million = "1".repeat(300_000);
        String name = "n".repeat(2 << 20);
        List<String> hard = List.of(
                million,
                "0." + million.replace('1', '0') + "1",
                million.replace('1', '9') + "." + million,
                "1" + million.replace('1', '0') + "e-1000000",
                "1e" + million,
                "{\"" + name + "\":[" + "1,".repeat(1 << 19) + "1]}",
                "{\"" + name + "\":" + "{\"a\":".repeat(100) + "[" + "[],".repeat(200_000) + "1]" + "}".repeat(101),
                members(100_000));
        for (String value : hard) {
            Json parsed = Json.parse(value);
            assertTimeoutPreemptively(SOON, () -> Facets.of(parsed));
            assertTimeoutPreemptively(SOON, () -> Facets.sought(JsonPath.parse("$.a"), value));
        }
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"m" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Set<String> facets(String value) {
        return Facets.of(Json.parse(value));
    }

    /** Return the facet of a whole value, without those of what it holds. */
    private static Set<String> root(String value) {
        Set<String> sought = Facets.sought(JsonPath.parse("$"), value);
        return facets(value).stream().filter(sought::contains).collect(Collectors.toSet());
    }

    private static Set<String> sought(String... pathAndValue) {
        return Facets.sought(JsonPath.parse(pathAndValue[0]), pathAndValue[1]);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        assertThat(Collections.disjoint(one, other)).isTrue();
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }
}
