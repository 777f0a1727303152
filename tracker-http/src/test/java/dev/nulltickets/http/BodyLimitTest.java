package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BodyLimitTest {
    private static final int LIMIT = 100_000;
    private static final int TRACE_LIMIT = 300_000;

    @RegisterExtension
    final TestServer server =
            TestServer.with(local -> local.withMaxBodyBytes(LIMIT).withMaxTraceBytes(TRACE_LIMIT));

    /** Make a claim of a role that nobody works, in this many bytes. */
    private static String claim(int bytes) {
        String body = JsonTree.quoted("{'agent_id':'ada','agent_role':'coder','padding':''}");
        return body.substring(0, body.length() - 2) + "x".repeat(bytes - body.length()) + "\"}";
    }

    private static String chunks(String body, int size) {
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length(); at += size) {
            String piece = body.substring(at, Math.min(body.length(), at + size));
            chunks.append(Integer.toHexString(piece.length()))
                    .append("\r\n")
                    .append(piece)
                    .append("\r\n");
        }
        return chunks + "0\r\n\r\n";
    }

    @Test
    void aBodyMayHaveAsManyBytesAsTheLimit() {
        server.client().postText("/leases/claim", claim(LIMIT)).is(204);
        server.client()
                .postText("/leases/claim", claim(LIMIT + 1))
                .isRefused(413, "payload_too_large", Integer.toString(LIMIT));
    }

    @Test
    void tracesHaveALimitOfTheirOwn() {
        byte[] traces = new byte[TRACE_LIMIT];
        for (String target : List.of("/v1/traces", "/otlp/v1/traces")) {
            server.client().postBytes(target, traces).is(200);
            server.client()
                    .postBytes(target, new byte[TRACE_LIMIT + 1])
                    .isRefused(413, "payload_too_large", Integer.toString(TRACE_LIMIT));
        }
        server.client().postBytes("/tasks", traces).isRefused(413, "payload_too_large", Integer.toString(LIMIT));
    }

    @Test
    void aBodyBeyondAllMeasureIsToldTheLimitOfItsRoute() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection
                    .exchange("POST", "/v1/traces", "Content-Length: 99999999999\r\n", "")
                    .checked()
                    .isRefused(413, "payload_too_large", Integer.toString(TRACE_LIMIT));
        }
    }

    @Test
    void theLimitHoldsForChunksToo() {
        try (RawConnection connection = RawConnection.to(server)) {
            for (int size : List.of(1000, 77_777, LIMIT, 3 * LIMIT)) {
                String head = "Transfer-Encoding: chunked\r\n";
                connection
                        .exchange("POST", "/leases/claim", head, chunks(claim(LIMIT), size))
                        .checked()
                        .is(204);
                connection
                        .exchange("POST", "/leases/claim", head, chunks(claim(LIMIT + 1), size))
                        .checked()
                        .isRefused(413, "payload_too_large", Integer.toString(LIMIT));
            }
            connection.exchange("GET", "/health", "", "").checked().is(200);
        }
    }

    @Test
    void whoSendsTenMegabytesStillReadsTheAnswer() {
        byte[] huge = new byte[10_000_000];
        for (int i = 0; i < 5; i++) {
            server.client().postBytes("/tasks", huge).isRefused(413, "payload_too_large");
        }
        server.client()
                .send("POST", "/tasks", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge)))
                .isRefused(413, "payload_too_large");
        server.client().get("/health").is(200);
    }

    @Test
    void aConnectionGoesOnAfterABodyThatIsTooLarge() {
        try (RawConnection connection = RawConnection.to(server)) {
            for (int i = 0; i < 3; i++) {
                connection
                        .exchange("POST", "/tasks", "Content-Length: 500000\r\n", "x".repeat(500_000))
                        .checked()
                        .is(413);
                connection
                        .exchange("POST", "/nope", "Content-Length: 500000\r\n", "x".repeat(500_000))
                        .checked()
                        .is(404);
                connection
                        .exchange("GET", "/health", "Content-Length: 500000\r\n", "x".repeat(500_000))
                        .checked()
                        .is(200);
            }
        }
    }

    @Test
    void theLastRequestOfAConnectionMayHaveALargeBodyToo() {
        for (String target : List.of("/nope", "/tasks")) {
            try (RawConnection connection = RawConnection.to(server)) {
                connection
                        .exchange(
                                "POST",
                                target,
                                "Connection: close\r\nContent-Length: 9000000\r\n",
                                "x".repeat(9_000_000))
                        .checked()
                        .is(target.equals("/nope") ? 404 : 413);
                assertThat(connection.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void aBodyBeyondAllMeasureEndsTheConnection() {
        try (RawConnection connection = RawConnection.to(server)) {
            Received refused = connection
                    .exchange("POST", "/tasks", "Content-Length: 99999999999\r\n", "")
                    .checked()
                    .isRefused(413, "payload_too_large", Integer.toString(LIMIT));
            assertThat(refused.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        server.client().get("/health").is(200);
    }

    @Test
    void whoAsksFirstIsSparedSendingABodyThatIsTooLarge() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection
                    .exchange("POST", "/tasks", "Expect: 100-continue\r\nContent-Length: 200000\r\n", "")
                    .checked()
                    .is(413);
        }
    }

    @Test
    void manyLargeBodiesAtOnceAreRefusedEach() {
        List<Received> answers = new ArrayList<>(Crowd.together(
                16, number -> server.client().postText("/tasks", "x".repeat(LIMIT * 5))));
        answers.forEach(answer -> answer.is(413));
    }
}
