package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ask as HTTP clients do: methods, paths, queries and bodies. */
class HttpTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Received send(String method, String target) {
        return server.client().send(method, target, BodyPublishers.noBody());
    }

    @Test
    void anotherMethodOfAKnownPathIsNotAllowedAndThoseThatAreAreNamed() {
        for (String method : List.of("PUT", "DELETE", "PATCH", "BREW", "TRACE")) {
            Received refused = send(method, "/tasks").isRefused(405, "method_not_allowed", "GET, HEAD, OPTIONS, POST");
            assertThat(refused.header("allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        }
        assertThat(send("POST", "/health").is(405).header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(send("GET", "/leases/claim").is(405).header("allow")).isEqualTo("OPTIONS, POST");
        assertThat(send("GET", "/tasks/x/assignments/y").is(405).header("allow"))
                .isEqualTo("DELETE, OPTIONS");
        assertThat(send("POST", "/runs/x").is(405).header("allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void headIsGetWithoutItsBody() {
        Scene scene = Scene.on(server);
        String task = scene.task(scene.pipeline());
        for (String target : List.of("/health", "/tasks/" + task, "/tasks/nope", "/nope", "/tasks?limit=0")) {
            Received get = send("GET", target);
            Received head = send("HEAD", target);
            assertThat(head.status()).as(target).isEqualTo(get.status());
            assertThat(head.body()).as(target).isEmpty();
            assertThat(head.header("content-length")).as(target).isEqualTo(get.header("content-length"));
        }
        send("HEAD", "/leases/claim").is(405);
    }

    @Test
    void optionsNamesTheMethods() {
        Received options = send("OPTIONS", "/tasks/x/dependencies").is(204);
        assertThat(options.header("allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
        assertThat(options.header("access-control-allow-origin")).isEmpty();
        send("OPTIONS", "/nope").isRefused(404, "not_found");
    }

    @Test
    void anUnknownPathIsNotFoundWhateverTheMethod() {
        for (String target : List.of(
                "/",
                "/nope",
                "/tasks/",
                "/tasks/x/",
                "//tasks",
                "/tasks//runs",
                "/TASKS",
                "/tasks/x/runs/y",
                "/health/x",
                "/./health",
                "/x/../health",
                "/tasks/..%2fhealth/runs/z",
                "/%2Fhealth",
                "/health%00")) {
            for (String method : List.of("GET", "POST", "PUT", "HEAD")) {
                Received answer = send(method, target).is(404);
                assertThat(method.equals("HEAD") || answer.text("error.code").equals("not_found"))
                        .isTrue();
            }
        }
    }

    @Test
    void aSegmentIsPercentDecodedAndAnEncodedSlashStaysInIt() {
        for (String task : List.of("a%2Fb", "a%2fb")) {
            server.client().get("/tasks/" + task).isRefused(404, "not_found", "a/b");
        }
        server.client().get("/tasks/a+b").isRefused(404, "not_found", "a+b");
        server.client().get("/tasks/%C3%BC%F0%9F%98%80").isRefused(404, "not_found", "ü😀");
        try (RawConnection connection = RawConnection.to(server)) {
            connection.exchange("GET", "/h%65alth", "", "").is(200);
        }
        server.client().get("/tasks/%61%20b/runs").isRefused(404, "not_found", "a b");
    }

    @Test
    void unknownParametersOfAQueryAreIgnored() {
        server.client().get("/tasks?&&=&x&y=&limit=7&limit=0").is(200);
        server.client().get("/health?limit=0").is(200);
    }

    @Test
    void aBodyOfAnyContentTypeIsReadAsJson() {
        String body = "{'agent_id':'ada','agent_role':'coder'}";
        for (String type : List.of(
                "application/json",
                "application/json; charset=utf-8",
                "application/json; charset=latin1",
                "application/json; charset=none/such",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "text/plain",
                "x/y",
                "",
                ";;;",
                "\"",
                "json")) {
            server.client()
                    .with("Content-Type", type)
                    .post("/leases/claim", body)
                    .is(204);
        }
        server.client().post("/leases/claim", body).is(204);
    }

    @Test
    void aNumberMayHaveManyDigits() {
        Scene.Held held = Scene.on(server).held();
        String digits = "7".repeat(1_000_000);
        held.holder()
                .postText(
                        "/runs/" + held.run() + "/events",
                        "{\"kind\":\"k\",\"data\":{\"n\":" + digits + ".5e" + digits + "}}")
                .is(201);
        held.holder()
                .postText("/leases/" + held.lease() + "/heartbeat", "{\"lease_ttl_ms\":" + digits + "}")
                .isRefused(400, "invalid_ttl");
    }

    @Test
    void aBodyIsUtf8() {
        byte[] latin = "{\"agent_id\":\"ü\",\"agent_role\":\"coder\"}".getBytes(StandardCharsets.ISO_8859_1);
        server.client().postBytes("/leases/claim", latin).isRefused(400, "invalid_json", "UTF-8");
        byte[] half = {'{', '"', (byte) 0xF0, (byte) 0x9F};
        server.client().postBytes("/leases/claim", half).isRefused(400, "invalid_json", "UTF-8");
        byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'};
        server.client().postBytes("/leases/claim", overlong).isRefused(400, "invalid_json", "UTF-8");
        byte[] surrogate = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
        server.client().postBytes("/leases/claim", surrogate).isRefused(400, "invalid_json", "UTF-8");
        server.client()
                .postBytes("/leases/claim", "{}".getBytes(StandardCharsets.UTF_16))
                .isRefused(400, "invalid_json");
    }

    @Test
    void nestingIsAtMost128Deep() {
        Scene.Held held = Scene.on(server).held();
        String events = "/runs/" + held.run() + "/events";
        String body = "{\"kind\":\"k\",\"data\":{\"a\":%s1%s}}";
        held.holder()
                .postText(events, body.formatted("[".repeat(126), "]".repeat(126)))
                .is(201);
        held.holder()
                .postText(events, body.formatted("[".repeat(127), "]".repeat(127)))
                .isRefused(400, "invalid_json", "128");
        held.holder().postText(events, "[".repeat(1_000_000)).isRefused(400, "invalid_json", "128");
        held.holder().postText(events, "{\"a\":".repeat(500_000)).isRefused(400, "invalid_json", "128");
        assertThat(server.client().get(events).body()).containsOnlyOnce("[".repeat(126));
    }

    @Test
    void ofTwoFieldsWithOneNameTheLastCounts() {
        Scene scene = Scene.on(server);
        String id = scene.task(scene.pipeline(), ",'priority':1,'priority':2,'title':'Last'");
        assertThat(scene.details(id).number("priority")).isEqualTo(2);
        assertThat(scene.details(id).text("title")).isEqualTo("Last");
    }

    @Test
    void whatIsKeptAsGivenKeepsItsNumbersAndEscapes() {
        Scene.Held held = Scene.on(server).held();
        String data =
                "{\"big\":123456789012345678901234567890.000,\"e\":1E+3,\"n\":-0,\"s\":\"\\u00e9\\/\\ud83d\\ude00\"}";
        held.holder()
                .postText("/runs/" + held.run() + "/events", "{\"kind\":\"k\",\"data\":" + data + "}")
                .is(201);
        assertThat(server.client().get("/runs/" + held.run() + "/events").json().at("items.0.data"))
                .hasToString(data);
    }

    @Test
    void theBodyOfAGetOrADeleteMeansNothing() {
        server.client().send("GET", "/tasks", BodyPublishers.ofString("{")).is(200);
        server.client()
                .send("DELETE", "/tasks/x/assignments/y", BodyPublishers.ofString("{"))
                .isRefused(404, "not_found", "x");
    }

    @Test
    void manyRequestsShareAConnectionAlsoAfterErrors() {
        try (RawConnection connection = RawConnection.to(server)) {
            for (int i = 0; i < 20; i++) {
                connection.exchange("GET", "/health", "", "").checked().is(200);
                connection.exchange("GET", "/nope", "", "").checked().is(404);
                connection
                        .exchange("POST", "/tasks", "Content-Length: 1\r\n", "{")
                        .checked()
                        .is(400);
                connection
                        .exchange("PUT", "/tasks", "Content-Length: 2\r\n", "{}")
                        .is(405);
                connection
                        .exchange("POST", "/nope", "Content-Length: 2\r\n", "{}")
                        .is(404);
                connection.exchange("HEAD", "/health", "", "").is(200);
                connection.exchange("GET", "/tasks/%zz", "", "").is(400);
                connection.exchange("OPTIONS", "/tasks", "", "").is(204);
            }
        }
    }
}
