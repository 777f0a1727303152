package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Search the store. */
class SearchTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private void put(String path, String value) {
        server.client().put("/store/" + path, "{'value':" + value + "}").is(204);
    }

    /** Search with parameters that are encoded already. */
    private Received ask(String parameters) {
        return server.client().get("/store/search?" + parameters);
    }

    private List<String> found(String parameters) {
        return ask(parameters).is(200).json().texts("", "key");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void everyWordMustOccurInTheNamespaceTheKeyOrTheValue() {
        put("team-alpha/notes", "{'title':'Rate limits','tags':['security',7,true]}");
        put("team-beta/notes", "{'title':'Colours'}");
        assertThat(found("q=rate")).containsExactly("notes");
        assertThat(found("q=LIMITS+rate")).containsExactly("notes");
        assertThat(found("q=alpha+security")).containsExactly("notes");
        assertThat(found("q=7")).containsExactly("notes");
        assertThat(found("q=notes")).hasSize(2);
        assertThat(found("q=notes&namespace=team-beta")).containsExactly("notes");
        assertThat(found("q=notes&namespace=")).hasSize(2);
        assertThat(found("q=notes&namespace=nope")).isEmpty();
        assertThat(found("q=rate+colours")).isEmpty();
        assertThat(found("q=title")).isEmpty();
        assertThat(found("q=rat")).isEmpty();
    }

    @Test
    void anEntryIsShownWhole() {
        put("n/k", "{'a':['needle']}");
        ask("q=needle").is(200, """
                [{'namespace':'n','key':'k','value':{'a':['needle']},'created_at_ms':%1$d,'updated_at_ms':%1$d}]""".formatted(TestServer.START_MS));
    }

    @Test
    void textIsFoundBehindItsEscapes() {
        put("n/k", "'caf\\u00e9\\nna\\u00efve\\ud83d\\ude00'");
        for (String word : List.of("café", "cafe", "CAFÉ", "naive", "😀", "café naïve 😀")) {
            assertThat(found("q=" + encoded(word))).as(word).containsExactly("k");
        }
        assertThat(found("q=u00e9")).isEmpty();
    }

    @Test
    void theBestMatchComesFirst() {
        put("n/long", "'word " + "other ".repeat(50) + "'");
        put("n/short", "'word word word'");
        assertThat(found("q=word")).containsExactly("short", "long");
    }

    @Test
    void whatIsReplacedOrDeletedIsNotFound() {
        put("n/k", "'old'");
        put("n/k", "'new'");
        assertThat(found("q=old")).isEmpty();
        assertThat(found("q=new")).containsExactly("k");
        server.client().delete("/store/n").is(204);
        assertThat(found("q=new")).isEmpty();
    }

    @Test
    void aFilterComparesJsonValues() {
        put("n/number", "{'w':'x','a':{'b':5},'list':[10,{'c':null}]}");
        put("n/string", "{'w':'x','a':{'b':'5'}}");
        put("n/truth", "{'w':'x','a':{'b':true}}");
        put("n/empty", "{'w':'x','a':{'b':''}}");
        put("n/flat", "'x'");
        assertThat(found("q=x&filter_path=$.a.b&filter_value=5")).containsExactlyInAnyOrder("number", "string");
        assertThat(found("q=x&filter_path=$.a.b&filter_value=5.0")).containsExactly("number");
        assertThat(found("q=x&filter_path=$.a.b&filter_value=true")).containsExactly("truth");
        assertThat(found("q=x&filter_path=$.a.b&filter_value=")).containsExactly("empty");
        assertThat(found("q=x&filter_path=$.a.b&filter_value=%225%22")).containsExactly("string");
        assertThat(found("q=x&filter_path=$.list[0]&filter_value=10")).containsExactly("number");
        assertThat(found("q=x&filter_path=$.list[1].c&filter_value=null")).containsExactly("number");
        assertThat(found("q=x&filter_path=" + encoded("$[\"a\"]['b']") + "&filter_value=5"))
                .hasSize(2);
        assertThat(found("q=x&filter_path=$&filter_value=x")).containsExactly("flat");
        assertThat(found("q=x&filter_path=$.a&filter_value=" + encoded("{\"b\":5}")))
                .containsExactly("number");
        assertThat(found("q=x&filter_path=$.nope&filter_value=5")).isEmpty();
        assertThat(found("q=x&namespace=m&filter_path=$.a.b&filter_value=5")).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() {
        for (String q : List.of("", "q", "q=", "q=+", "q=%20%09%0A", "x=q", "q=&q=x")) {
            ask(q).isRefused(400, "missing_param", "q is required");
        }
        server.client().get("/store/search").isRefused(400, "missing_param", "q");
        ask("q=x&filter_path=$.a").isRefused(400, "missing_param", "filter_value");
        ask("q=x&filter_value=5").isRefused(400, "missing_param", "filter_path");
        ask("q=x&filter_value=").isRefused(400, "missing_param", "filter_path");
        ask("q=x&filter_path").isRefused(400, "missing_param", "filter_value");
    }

    @Test
    void aFilterPathIsAPath() {
        for (String path : List.of(
                "",
                "a",
                "a.b",
                ".a",
                "$a",
                "$.",
                "$..a",
                "$.a.",
                "$[",
                "$[]",
                "$[x]",
                "$[-1]",
                "$[*]",
                "$[01]",
                "$[\"a]",
                "$['a\"]",
                "$.a b",
                "$[99999999999]",
                "$[\"\\x\"]",
                "😀",
                "$[?(@.a)]",
                "$.a'b")) {
            ask("q=x&filter_path=" + encoded(path) + "&filter_value=1")
                    .isRefused(400, "invalid_filter_path", "filter_path");
        }
        assertThat(found("q=x&filter_path=" + encoded("$.ü.\"a b\"[0]") + "&filter_value=1"))
                .isEmpty();
    }

    @Test
    void aLimitIsAWholeNumberFromOneToAThousandAndTenByDefault() {
        for (int i = 0; i < 12; i++) {
            put("n/k" + i, "'x'");
        }
        assertThat(found("q=x")).hasSize(10);
        assertThat(found("q=x&limit=11")).hasSize(11);
        assertThat(found("q=x&limit=1000")).hasSize(12);
        for (String limit : List.of("", "0", "-1", "1001", "x", "1.0", "99999999999999999999")) {
            ask("q=x&limit=" + limit).isRefused(400, "invalid_limit", "1000");
        }
    }

    @Test
    void wordsAreOnlyLookedForIfThereAreSome() {
        for (String q : List.of("\"", "''", "()", "*", "-", "...", "\"\" AND".substring(0, 2), "\u0301")) {
            ask("q=" + encoded(q)).isRefused(400, "invalid_query", "q");
        }
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 65; i++) {
            many.append("w").append(i).append('+');
        }
        ask("q=" + many).isRefused(400, "invalid_query", "64", "65");
        ask("q=" + "same+".repeat(1000)).is(200, "[]");
    }

    @Test
    void oddQueriesAreAnsweredOrRefused() {
        put("n/k", "'a and b near or not col x'");
        List<String> odd = new ArrayList<>(List.of(
                "\"a\" AND (",
                "a AND",
                "OR",
                "NOT a",
                "*",
                "a*",
                "NEAR(",
                "NEAR(a b, 2)",
                "col:x",
                "{a b}: c",
                "^a",
                "a + b",
                "-a",
                "\"",
                "\"\"",
                "'",
                "';--",
                "a\\",
                "%",
                "_",
                "😀",
                "👩‍👩‍👧",
                "ａ",
                "ß",
                "İ",
                "\uFDFA",
                "\u202E",
                "\uFFFD",
                "\uFEFF",
                "a\u0000b",
                "日本語",
                "x".repeat(10_000),
                "a ".repeat(5_000),
                "(".repeat(10_000),
                "\"a\" ".repeat(2_500)));
        SplittableRandom random = new SplittableRandom(20_260_101);
        for (int i = 0; i < 300; i++) {
            StringBuilder query = new StringBuilder();
            random.ints(random.nextInt(1, 12), 0, 0x3000)
                    .filter(Character::isDefined)
                    .filter(c -> !Character.isSurrogate((char) c))
                    .forEach(query::appendCodePoint);
            odd.add(query.toString());
        }
        for (String query : odd) {
            assertThat(ask("q=" + encoded(query)).status()).as(query).isIn(200, 400);
        }
        for (String raw : List.of("%00", "a%00", "%ED%A0%80", "%ff", "%F0%9F%98")) {
            ask("q=" + raw).isRefused(400, "validation_failed");
        }
        assertThat(found("q=%22a%22+AND+(")).containsExactly("k");
        assertThat(found("q=NEAR(a+b)")).containsExactly("k");
    }

    @Test
    void aSearchIsAlsoWhatItsEncodedNameNames() {
        put("n/k", "'x'");
        assertThat(server.client().get("/store/%73earch?q=x").json().texts("", "key"))
                .containsExactly("k");
    }
}
