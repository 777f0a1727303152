package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Put, get, list and delete entries of the store. */
class EntryTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Received put(String path, String value) {
        return server.client().put("/store/" + path, "{'value':" + value + "}");
    }

    private Received get(String path) {
        return server.client().get("/store/" + path);
    }

    private Received delete(String path) {
        return server.client().delete("/store/" + path);
    }

    private List<String> keys(String namespace) {
        return get(namespace).is(200).json().texts("", "key");
    }

    @Test
    void anEntryComesBackAsItWasPut() {
        put("team/notes", "{'b':1,'a':[null,1.50,'\\u00e9']}").is(204);
        get("team/notes").is(200, """
                {'namespace':'team','key':'notes','value':{'b':1,'a':[null,1.50,'é']},'created_at_ms':%1$d,'updated_at_ms':%1$d}""".formatted(TestServer.START_MS));
        assertThat(get("team/notes").json().at("value")).hasToString("{\"b\":1,\"a\":[null,1.50,\"\\u00e9\"]}");
    }

    @Test
    void aValueIsAnyJson() {
        for (String value : List.of("null", "true", "0", "-1.5e400", "'text'", "''", "[]", "{}", " [ 1 , 2 ] ")) {
            put("n/k", value).is(204);
            assertThat(get("n/k").json().at("value")).hasToString(JsonTree.quoted(value.strip()));
        }
        assertThat(keys("n")).containsExactly("k");
    }

    @Test
    void aSecondPutReplacesTheValueAndKeepsTheTimeOfTheFirst() {
        put("n/k", "1").is(204);
        server.turn(Duration.ofMillis(5));
        put("n/k", "2").is(204);
        JsonTree entry = get("n/k").json();
        assertThat(entry.number("value")).isEqualTo(2);
        assertThat(entry.number("created_at_ms")).isEqualTo(TestServer.START_MS);
        assertThat(entry.number("updated_at_ms")).isEqualTo(TestServer.START_MS + 5);
        assertThat(keys("n")).containsExactly("k");
    }

    @Test
    void segmentsArePercentDecodedAndAPlusIsAPlus() {
        put("team%20alpha/key%2F1", "1").is(204);
        JsonTree entry = get("team%20alpha/%6bey%2f1").is(200).json();
        assertThat(entry.text("namespace")).isEqualTo("team alpha");
        assertThat(entry.text("key")).isEqualTo("key/1");
        put("a+b/%2B+%25", "1").is(204);
        assertThat(keys("a+b")).containsExactly("++%");
        assertThat(keys("a%20b")).isEmpty();
        put("%F0%9F%98%80/%C3%BC", "1").is(204);
        assertThat(get("%F0%9F%98%80/%C3%BC").text("key")).isEqualTo("ü");
        get("team%20alpha/key/1").isRefused(404, "not_found");
        get("n/..").isRefused(404, "not_found", "n/..");
    }

    @Test
    void aNamespaceIsListedByKey() {
        for (String key : List.of("b", "a", "%F0%9F%98%80", "%EF%BF%BD", "B", "a%2Fb", "10", "9")) {
            put("n/" + key, "1").is(204);
        }
        put("other/c", "1").is(204);
        assertThat(keys("n")).containsExactly("10", "9", "B", "a", "a/b", "b", "\uFFFD", "😀");
        get("nope").is(200, "[]");
    }

    @Test
    void whatIsDeletedIsGoneAndWhatIsNotThereMayBeDeleted() {
        put("n/a", "1").is(204);
        put("n/b", "1").is(204);
        put("m/a", "1").is(204);
        delete("n/a").is(204);
        delete("n/a").is(204);
        get("n/a").isRefused(404, "not_found", "n/a");
        assertThat(keys("n")).containsExactly("b");
        delete("n").is(204);
        delete("n").is(204);
        delete("nope/nope").is(204);
        assertThat(keys("n")).isEmpty();
        assertThat(keys("m")).containsExactly("a");
    }

    @Test
    void aValueMustBeThere() {
        for (String body : List.of("{}", "[]", "1", "null", "", "{'Value':1}", "{'value':}", "{'value':1")) {
            server.client().put("/store/n/k", body).isRefused(400, "invalid_json");
        }
        server.client().put("/store/n/k", "{}").isRefused(400, "invalid_json", "value is required");
        get("n/k").is(404);
    }

    @Test
    void namesAreNotBlankAndNotTooLong() {
        String longest = "n".repeat(255);
        put(longest + "/" + longest, "1").is(204);
        get(longest + "/" + longest).is(200);
        for (String bad : List.of("%20", "%09%0A", "n".repeat(256), "%F0%9F%98%80".repeat(128))) {
            put(bad + "/k", "1").isRefused(400, "validation_failed", "namespace");
            put("n/" + bad, "1").isRefused(400, "validation_failed", "key");
            get("n/" + bad).is(404);
            get(bad).is(200, "[]");
            delete("n/" + bad).is(204);
        }
        for (String bad : List.of("%00", "a%00b", "%ff", "%ED%A0%80")) {
            put("n/" + bad, "1").isRefused(400, "validation_failed");
            get(bad).isRefused(400, "validation_failed");
            delete(bad + "/k").isRefused(400, "validation_failed");
        }
        get("/k").isRefused(404, "not_found", "no such path");
        put("n/", "1").isRefused(404, "not_found", "no such path");
        assertThat(keys("n")).isEmpty();
    }

    @Test
    void nothingIsPutIntoTheNamespaceOfTheSearch() {
        put("search/k", "1").isRefused(400, "reserved_namespace", "search");
        put("sear%63h/k", "1").isRefused(400, "reserved_namespace", "search");
        put("Search/k", "1").is(204);
        put("n/search", "1").is(204);
        get("n/search").is(200);
        get("search/k").isRefused(404, "not_found", "search/k");
        delete("search/k").is(204);
        delete("search").is(204);
        get("search").isRefused(400, "missing_param", "q");
        for (String method : List.of("POST", "PUT", "PATCH")) {
            Received refused = server.client().send(method, "/store/search", BodyPublishers.ofString("{}"));
            assertThat(refused.isRefused(405, "method_not_allowed").header("allow"))
                    .isEqualTo("DELETE, GET, HEAD, OPTIONS");
        }
    }

    @Test
    void aValueMayBeLargeAndDeep() {
        String large = "'" + "x".repeat(1_000_000) + "'";
        put("n/large", large).is(204);
        assertThat(get("n/large").body()).hasSizeGreaterThan(1_000_000);
        put("m/deep", "[".repeat(127) + "]".repeat(127)).is(204);
        assertThat(get("m/deep").body()).contains("[".repeat(127) + "]".repeat(127));
        put("n/deeper", "[".repeat(128) + "]".repeat(128)).isRefused(400, "invalid_json", "128");
        assertThat(keys("n")).containsExactly("large");
    }

    @Test
    void aPutAndADeletionWithAKeyHappenOnce() {
        Client once = server.client().once("k");
        once.put("/store/n/k", "{'value':1}").is(204);
        put("n/k", "2").is(204);
        once.put("/store/n/k", "{'value':1}").is(204);
        assertThat(get("n/k").number("value")).isEqualTo(2);
        once.put("/store/n/k", "{'value':3}").isRefused(409, "idempotency_conflict");
        once.delete("/store/n/k").is(204);
        put("n/k", "4").is(204);
        once.delete("/store/n/k").is(204);
        assertThat(get("n/k").number("value")).isEqualTo(4);
        once.delete("/store/n").is(204);
        put("n/k", "5").is(204);
        once.delete("/store/n").is(204);
        assertThat(get("n/k").number("value")).isEqualTo(5);
    }

    @Test
    void aDeletionThatFoundNothingIsNotKept() {
        Client once = server.client().once("k");
        once.delete("/store/n/k").is(204);
        once.delete("/store/n").is(204);
        put("n/k", "1").is(204);
        once.delete("/store/n/k").is(204);
        get("n/k").is(404);
        put("n/k", "1").is(204);
        once.delete("/store/n").is(204);
        assertThat(keys("n")).isEmpty();
    }
}
