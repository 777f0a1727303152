package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;

/**
 * Hold an answer.
 *
 * @param target the path and the query that were asked for
 * @param headers by lower-case name
 */
record Received(String method, String target, int status, Map<String, String> headers, String body) {

    String rawPath() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Return a header; empty if it is absent. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    JsonTree json() {
        return JsonTree.of(body);
    }

    String text(String path) {
        return json().text(path);
    }

    long number(String path) {
        return json().number(path);
    }

    Received is(int expected) {
        assertThat(status).as(() -> toString()).isEqualTo(expected);
        return this;
    }

    /** Expect an answer whose whole body is this JSON, in whatever order and space. */
    Received is(int expected, String expectedBody) {
        is(expected);
        assertThat(json().plain())
                .as(() -> toString())
                .isEqualTo(JsonTree.of(JsonTree.quoted(expectedBody)).plain());
        return this;
    }

    /** Expect a refusal whose message has all these parts. */
    Received isRefused(int expected, String code, String... parts) {
        is(expected);
        assertThat(text("error.code")).as(() -> toString()).isEqualTo(code);
        for (String part : parts) {
            assertThat(text("error.message")).as(() -> toString()).contains(part);
        }
        return this;
    }

    /** Fail if the answer is not as the OpenAPI document says. */
    Received checked() {
        assertThat(Document.problems(this)).as(() -> toString()).isEmpty();
        return this;
    }

    @Override
    public String toString() {
        return method + " " + target + " -> " + status + " " + (body.length() > 2000 ? body.substring(0, 2000) : body);
    }
}
