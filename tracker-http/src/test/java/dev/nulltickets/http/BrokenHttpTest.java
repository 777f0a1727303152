package dev.nulltickets.http;

import static dev.nulltickets.http.RawRequest.chunk;
import static dev.nulltickets.http.RawRequest.get;
import static dev.nulltickets.http.RawRequest.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Speak HTTP as nobody should. */
class BrokenHttpTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

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
                new Broken("two hosts", 400, get("/health", "Host: localhost")),
                new Broken("no host", 400, "GET /health HTTP/1.1\r\n\r\n"),
                new Broken("an empty host", 400, "GET /health HTTP/1.1\r\nHost: \r\n\r\n"),
                new Broken("a header without a colon", 400, get("/health", "nonsense")),
                new Broken("a header with a space in its name", 400, get("/health", "b ad: 1")),
                new Broken("a folded header", 400, get("/health", "X-A: 1", " 2")),
                new Broken("a NUL in a header", 400, get("/health", "X-A: a\0b")),
                new Broken("a header that is too large", 431, get("/health", "X-A: " + "y".repeat(17_000))),
                new Broken("too many headers", 431, get("/health", "X-A: 1\r\n".repeat(2_200) + "X-B: 1")),
                new Broken("a request line that is too long", 414, get("/tasks?stage=" + "y".repeat(66_000))),
                new Broken("garbage", 400, "garbage\r\n\r\n"),
                new Broken("a TLS handshake", 400, "\u0016\u0003\u0001\u0002\0\u0001\r\n\r\n"),
                new Broken("empty lines", 400, "\r\n\r\n\r\n"),
                new Broken("a bare line feed", 400, "GET /health HTTP/1.1\nHost: localhost\n\n"),
                new Broken("a line feed before all", 400, "\n" + get("/health")),
                new Broken("a bare line feed in the path", 400, "GET /health\nx HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                new Broken("a DEL in the path", 400, get("/tasks/\u007f")),
                new Broken("a method that is no token", 400, "GE(T /health HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                new Broken("a method that is no ASCII", 400, "G\u00c9T /health HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                new Broken("a header without a name", 400, get("/health", ": 1")),
                new Broken("another transfer encoding", 501, post("/tasks", "", "Transfer-Encoding: gzip, chunked")),
                new Broken("HTTP/1.0", 505, "GET /health HTTP/1.0\r\n\r\n"),
                new Broken("HTTP/2", 400, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                new Broken("a NUL in the path", 400, get("/tasks/\0")),
                new Broken("a tab in the path", 400, get("/tasks/a\tb")),
                new Broken("a space in the path", 400, get("/tasks/a b")),
                new Broken(
                        "a chunk size that is no number",
                        400,
                        post("/tasks", "zz\r\n{}\r\n0\r\n\r\n", "Transfer-Encoding: chunked")));
        return all.stream()
                .map(broken -> DynamicTest.dynamicTest(broken.name(), () -> isRefused(broken)))
                .toList();
    }

    @Test
    void anExportInProtobufIsRefusedInProtobufAsSoonAsItsHeadersAreRead() {
        String type = "Content-Type: application/x-protobuf";
        List<Broken> all = List.of(
                new Broken("a length that is no number", 400, post("/v1/traces", "", type, "Content-Length: abc")),
                new Broken(
                        "two lengths",
                        400,
                        post("/otlp/v1/traces", "", type, "Content-Length: 2", "Content-Length: 3")),
                new Broken(
                        "an unknown transfer encoding", 400, post("/v1/traces", "", type, "Transfer-Encoding: gzip")));
        for (Broken broken : all) {
            try (RawConnection connection = RawConnection.to(server)) {
                connection.send(broken.request());
                Received answer = connection.receive("POST", "(not HTTP)").is(broken.status());
                assertThat(answer.header("content-type")).as(broken.name()).isEqualTo("application/x-protobuf");
                // Field 1, a number: 3, INVALID_ARGUMENT. Field 2, a text of so many bytes.
                String message = "the server cannot read this request";
                assertThat(answer.body()).as(broken.name()).isEqualTo("\b\u0003\u0012#" + message);
                assertThat(message).hasSize('#');
                assertThat(connection.isClosedByServer()).isTrue();
            }
        }
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
}
