package dev.nulltickets.http;

import static dev.nulltickets.http.RawRequest.chunk;
import static dev.nulltickets.http.RawRequest.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Begin requests and never end them. */
class StalledClientTest {
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

    @Test
    void clientsThatStopHalfwayHoldUpNobody() {
        try (LogListener log = LogListener.on("io.helidon")) {
            hold(20);
            assertThat(log.heard()).isEmpty();
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
    void clientsThatGoAwayHalfwayAreNoNews() {
        try (LogListener server = LogListener.on("io.helidon");
                LogListener tracker = LogListener.on("dev.nulltickets")) {
            for (String half :
                    Stream.concat(HALF_HEADS.stream(), HALF_BODIES.stream()).toList()) {
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
}
