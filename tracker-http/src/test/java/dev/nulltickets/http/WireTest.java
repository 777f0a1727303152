package dev.nulltickets.http;

import static dev.nulltickets.http.JsonTree.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Speak HTTP as a client should not, and as one may but seldom does. */
class WireTest {
    private static final String CLAIM = quoted("{'agent_id':'ada','agent_role':'coder'}");

    private static final List<String> HALF_HEADS = List.of("", "GE", "GET /health HTTP/1.1\r\nHo");
    private static final List<String> HALF_BODIES = List.of(
            post("/tasks", "", "Content-Length: 100"),
            post("/tasks", "{", "Content-Length: 100"),
            post("/nope", "{", "Content-Length: 100"),
            post("/tasks", "5\r\n{", "Transfer-Encoding: chunked"),
            post("/tasks", chunk("{"), "Transfer-Encoding: chunked"),
            post("/nope", chunk("{"), "Transfer-Encoding: chunked"));

    @RegisterExtension
    final TestServer server = TestServer.open();

    private static String get(String target, String... headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n";
    }

    private static String post(String target, String body, String... headers) {
        return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n" + body;
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private record Broken(String name, int status, String request) {}

    @TestFactory
    List<DynamicTest> whatIsNotHttpIsRefusedInJsonAndTheConnectionEnds() {
        List<Broken> all = List.of(
                new Broken("a length that is no number", 400, post("/tasks", "{}", "Content-Length: abc")),
                new Broken("a negative length", 400, post("/tasks", "{}", "Content-Length: -2")),
                new Broken("a signed length", 400, post("/tasks", "{}", "Content-Length: +2")),
                new Broken("two lengths", 400, post("/tasks", "{}", "Content-Length: 2", "Content-Length: 3")),
                new Broken(
                        "a length and chunks",
                        400,
                        post("/tasks", chunk("{}") + chunk(""), "Content-Length: 2", "Transfer-Encoding: chunked")),
                new Broken("an unknown transfer encoding", 400, post("/tasks", "", "Transfer-Encoding: gzip")),
                new Broken(
                        "an unknown content encoding",
                        400,
                        post("/tasks", "{}", "Content-Length: 2", "Content-Encoding: br")),
                new Broken("two hosts", 400, get("/health", "Host: localhost")),
                new Broken("no host", 400, "GET /health HTTP/1.1\r\n\r\n"),
                new Broken("an empty host", 400, "GET /health HTTP/1.1\r\nHost: \r\n\r\n"),
                new Broken("a header without a colon", 400, get("/health", "nonsense")),
                new Broken("a header with a space in its name", 400, get("/health", "b ad: 1")),
                new Broken("a folded header", 400, get("/health", "X-A: 1", " 2")),
                new Broken("a NUL in a header", 400, get("/health", "X-A: a\0b")),
                new Broken("a header that is too large", 400, get("/health", "X-A: " + "y".repeat(17_000))),
                new Broken("too many headers", 400, get("/health", "X-A: 1\r\n".repeat(2_200) + "X-B: 1")),
                new Broken("a request line that is too long", 414, get("/tasks?stage=" + "y".repeat(17_000))),
                new Broken("a space in the path", 400, get("/tasks/a b")),
                new Broken(
                        "a chunk size that is no number",
                        400,
                        post("/tasks", "zz\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked")));
        return all.stream()
                .map(broken -> DynamicTest.dynamicTest(broken.name(), () -> isRefused(broken)))
                .toList();
    }

    private void isRefused(Broken broken) {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(broken.request());
            Received answer = connection.receive("GET", "(not HTTP)").checked();
            answer.isRefused(broken.status(), "bad_request");
            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        server.client().get("/health").is(200);
    }

    @Test
    void whatIsNoRequestAtAllIsDropped() {
        for (String noise : List.of("garbage\r\n\r\n", "\u0016\u0003\u0001\u0002\0\u0001\r\n\r\n", "\r\n\r\n\r\n")) {
            try (RawConnection connection = RawConnection.to(server)) {
                connection.send(noise);
                assertThat(connection.isClosedByServer()).isTrue();
            }
        }
        server.client().get("/health").is(200);
    }

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
    void onlyAPathIsATarget() {
        try (RawConnection connection = RawConnection.to(server)) {
            for (String target : List.of("*", "health", "xhealth", "?x", "https://localhost/health")) {
                connection.send(get(target));
                connection.receive("GET", target).checked().isRefused(404, "not_found");
            }
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
    void clientsThatStopHalfwayHoldUpNobody() {
        // The server below logs a stack trace for each client that goes away in the middle of a head.
        try (LogListener unheard = LogListener.on("io.helidon")) {
            hold(20);
            assertThat(unheard.heard()).allMatch(entry -> entry.getLevel().equals(Level.WARNING));
        }
    }

    private void hold(int times) {
        List<RawConnection> stuck = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            for (String half :
                    Stream.concat(HALF_HEADS.stream(), HALF_BODIES.stream()).toList()) {
                RawConnection connection = RawConnection.to(server);
                connection.send(half);
                stuck.add(connection);
            }
        }
        Crowd.together(8, number -> server.client().get("/health").is(200));
        stuck.forEach(RawConnection::close);
        server.client().get("/health").is(200);
    }

    @Test
    void clientsThatGoAwayInTheMiddleOfABodyAreNoNews() {
        try (LogListener server = LogListener.on("io.helidon");
                LogListener tracker = LogListener.on("dev.nulltickets")) {
            for (String half : HALF_BODIES) {
                try (RawConnection connection = RawConnection.to(this.server)) {
                    connection.send(half);
                    connection.endSending();
                    connection.readToEnd();
                }
            }
            assertThat(server.heard()).isEmpty();
            assertThat(tracker.heard()).isEmpty();
        }
    }

    @Test
    void aThousandConnectionsStayOpenAtOnce() {
        List<RawConnection> connections = Crowd.together(1000, number -> RawConnection.to(server));
        Crowd.together(
                1000,
                number -> connections
                        .get(number)
                        .exchange("GET", "/health", "", "")
                        .is(200));
        Crowd.together(
                1000,
                number -> connections
                        .get(number)
                        .exchange("GET", "/health", "", "")
                        .is(200));
        connections.forEach(RawConnection::close);
    }
}
