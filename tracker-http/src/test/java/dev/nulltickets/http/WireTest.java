package dev.nulltickets.http;

import static dev.nulltickets.http.JsonTree.quoted;
import static dev.nulltickets.http.RawRequest.chunk;
import static dev.nulltickets.http.RawRequest.get;
import static dev.nulltickets.http.RawRequest.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Speak HTTP as a client may, but seldom does. */
class WireTest {
    private static final String CLAIM = quoted("{'agent_id':'ada','agent_role':'coder'}");

    @RegisterExtension
    final TestServer server = TestServer.open();

    @Test
    void aHeadMayArriveByteByByte() {
        try (RawConnection connection = RawConnection.to(server)) {
            for (char each : post("/leases/claim", CLAIM, "Content-Length: " + CLAIM.length())
                    .toCharArray()) {
                connection.send(String.valueOf(each));
            }
            connection.receive("POST", "/leases/claim").checked().is(204);
        }
    }

    @Test
    void aBodyMayBeChunkedInAnyWay() {
        Scene scene = Scene.on(server);
        String body = quoted("{'pipeline_id':'%s','title':'t','description':'d'}", scene.pipeline());
        StringBuilder bytes = new StringBuilder();
        body.chars().forEach(each -> bytes.append(chunk(String.valueOf((char) each))));
        String two = chunk(body.substring(0, 7)) + chunk(body.substring(7));
        try (RawConnection connection = RawConnection.to(server)) {
            for (String chunks : List.of(chunk(body), two, bytes.toString())) {
                connection.send(post("/tasks", chunks + "0\r\n\r\n", "Transfer-Encoding: chunked"));
                connection.receive("POST", "/tasks").checked().is(201);
            }
            connection.send(post("/tasks", "0\r\n\r\n", "Transfer-Encoding: chunked"));
            connection.receive("POST", "/tasks").checked().isRefused(400, "invalid_json", "body");
        }
        assertThat(server.client().get("/tasks").json().elements("items")).hasSize(3);
    }

    @Test
    void aBodyMayComeInPiecesLongAfterItsHead() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(post("/leases/claim", "", "Content-Length: " + CLAIM.length()));
            server.client().get("/health").is(200);
            connection.send(CLAIM.substring(0, 5));
            server.client().get("/health").is(200);
            connection.send(CLAIM.substring(5));
            connection.receive("POST", "/leases/claim").checked().is(204);
        }
    }

    @Test
    void requestsMayBeSentBeforeTheAnswersAreRead() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(get("/health")
                    + post("/leases/claim", CLAIM, "Content-Length: " + CLAIM.length())
                    + get("/nope")
                    + post("/tasks", chunk("{}") + "0\r\n\r\n", "Transfer-Encoding: chunked")
                    + get("/pipelines"));
            connection.receive("GET", "/health").checked().is(200);
            connection.receive("POST", "/leases/claim").checked().is(204);
            connection.receive("GET", "/nope").checked().is(404);
            connection.receive("POST", "/tasks").checked().is(400);
            connection.receive("GET", "/pipelines").checked().is(200, "[]");
        }
    }

    @Test
    void aClientMayAskWhetherToSendItsBody() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(post("/leases/claim", "", "Expect: 100-continue", "Content-Length: " + CLAIM.length()));
            connection.receive("POST", "/leases/claim").is(100);
            connection.send(CLAIM);
            connection.receive("POST", "/leases/claim").checked().is(204);
        }
    }

    @Test
    void aConnectionEndsWhenItsClientSaysSo() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(get("/health", "Connection: close"));
            assertThat(connection.receive("GET", "/health").checked().is(200).header("connection"))
                    .isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void theBodyOfARequestThatIsTheLastIsNoRequest() {
        String smuggled = get("/health");
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(post("/nope", smuggled, "Connection: close", "Content-Length: " + smuggled.length()));
            connection.receive("POST", "/nope").checked().is(404);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void anOfferToSpeakAnotherProtocolIsIgnored() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(get(
                    "/health", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQ"));
            connection.receive("GET", "/health").checked().is(200);
        }
    }

    @Test
    void aTargetMayNameItsHostWhichThenCounts() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(get("http://localhost:7700/health"));
            connection.receive("GET", "/health").checked().is(200);
            connection.send(get("http://localhost"));
            connection.receive("GET", "/").checked().isRefused(404, "not_found");
            connection.send(get("http://evil.example/health"));
            connection.receive("GET", "/health").checked().isRefused(403, "forbidden");
        }
    }

    @Test
    void onlyAPathIsATarget() {
        try (RawConnection connection = RawConnection.to(server)) {
            for (String target : List.of("*", "health", "xhealth", "?x", "https://localhost/health")) {
                connection.send(get(target));
                connection.receive("GET", target).checked().isRefused(404, "not_found");
            }
        }
    }

    @Test
    void malformedPercentEncodingIsNamed() {
        Scene scene = Scene.on(server);
        scene.task(scene.pipeline());
        try (RawConnection connection = RawConnection.to(server)) {
            for (String target : List.of(
                    "/tasks/%zz",
                    "/tasks/%",
                    "/tasks/%4",
                    "/tasks/x%/runs",
                    "/tasks?stage=%zz",
                    "/tasks?limit=5&a=%",
                    "/tasks/%C0%AF",
                    "/tasks/%ff",
                    "/tasks/%ED%A0%80",
                    "/tasks?stage=%C0%80",
                    "/tasks?stage=%f0%9f%98",
                    "/tasks?%g1=1")) {
                connection.send(get(target));
                connection
                        .receive("GET", target)
                        .checked()
                        .isRefused(400, "validation_failed", "percent-encoding", "%");
            }
            connection.send(get("/health?%zz"));
            connection.receive("GET", "/health").checked().is(200);
        }
    }

    @Test
    void charactersThatShouldBeEncodedAreTakenAsTheyAre() {
        try (RawConnection connection = RawConnection.to(server)) {
            for (String id : List.of("{x}", "a|b", "a\"b", "a\\b", "a[0]", "a;b", "^`<>")) {
                connection.send(get("/tasks/" + id));
                connection.receive("GET", "/tasks/x").checked().isRefused(404, "not_found", id);
            }
            connection.send(get("/tasks?stage=\"$.a[0]\"|{}"));
            connection.receive("GET", "/tasks").checked().is(200);
        }
    }

    @Test
    void noNulComesInByATarget() {
        try (RawConnection connection = RawConnection.to(server)) {
            for (String target :
                    List.of("/tasks/%00", "/tasks/a%00b/runs", "/tasks?stage=%00", "/tasks?pipeline_id=a%00")) {
                connection.send(get(target));
                connection.receive("GET", target).checked().isRefused(400, "validation_failed", "U+0000");
            }
        }
    }

    @Test
    void bytesThatShouldBePercentEncodedAreTakenAsTheyAre() {
        String raw = new String("ü😀".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(get("/tasks/" + raw));
            connection.receive("GET", "/tasks/x").checked().isRefused(404, "not_found", "ü😀");
            for (char each : get("/tasks/a" + raw, "X-A: " + raw).toCharArray()) {
                connection.send(String.valueOf(each));
            }
            connection.receive("GET", "/tasks/x").checked().isRefused(404, "not_found", "aü😀");
            connection.send(get("/tasks/\u00fc"));
            connection.receive("GET", "/tasks/x").checked().isRefused(400, "validation_failed", "%FC");
        }
    }

    @Test
    void aBodyInAnEncodingIsRefusedAndTheConnectionGoesOn() {
        try (RawConnection connection = RawConnection.to(server)) {
            for (String target : List.of("/tasks", "/v1/traces", "/otlp/v1/traces")) {
                for (String encoding : List.of("br", "gzip, gzip", "identity, deflate", "nonsense")) {
                    connection.send(post(target, "{}", "Content-Length: 2", "Content-Encoding: " + encoding));
                    connection.receive("POST", target).checked().isRefused(415, "unsupported_media_type", "identity");
                }
            }
            connection.send(post("/tasks", "{}", "Content-Length: 2", "Content-Encoding: gzip"));
            connection.receive("POST", "/tasks").checked().isRefused(415, "unsupported_media_type", "identity");
            for (String encoding : List.of("identity", "Identity", "identity, identity", "")) {
                connection.send(post(
                        "/leases/claim", CLAIM, "Content-Length: " + CLAIM.length(), "Content-Encoding: " + encoding));
                connection.receive("POST", "/leases/claim").checked().is(204);
            }
            connection.send(get("/health", "Content-Encoding: gzip"));
            connection.receive("GET", "/health").checked().is(200);
        }
    }

    @Test
    void theServerAsAWholeHasOptionsToo() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.receive("OPTIONS", "*").checked().is(204).header("allow"))
                    .contains("GET, HEAD, OPTIONS, POST");
        }
    }

    @Test
    void noTunnelIsOpened() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send("CONNECT example.com:443 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            connection.receive("POST", "(tunnel)").checked().isRefused(404, "not_found");
            connection.send("CONNECT /tasks HTTP/1.1\r\nHost: localhost\r\n\r\n");
            connection.receive("POST", "(tunnel)").checked().isRefused(405, "method_not_allowed");
        }
    }
}
