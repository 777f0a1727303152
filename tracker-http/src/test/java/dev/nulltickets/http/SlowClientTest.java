package dev.nulltickets.http;

import static dev.nulltickets.http.RawRequest.chunk;
import static dev.nulltickets.http.RawRequest.get;
import static dev.nulltickets.http.RawRequest.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keep the server waiting, for longer than it will wait and for less. */
class SlowClientTest {
    private static final ClientTimeouts SHORT =
            new ClientTimeouts(Duration.ofMillis(400), Duration.ofMillis(400), 1000, Duration.ofMillis(1600));
    private static final String CLAIM = JsonTree.quoted("{'agent_id':'ada','agent_role':'coder'}");

    @RegisterExtension
    final TestServer server = TestServer.with(local -> local.withTimeouts(SHORT));

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    /** Send a byte ten times a second, until nobody listens any more. */
    private static void drip(RawConnection connection, String text) {
        try {
            for (int i = 0; i < 100; i++) {
                connection.send(text);
                pause(100);
            }
        } catch (UncheckedIOException closed) {
            return;
        }
        throw new AssertionError("the server waits on and on");
    }

    private static void isTimedOut(RawConnection connection) {
        Received answer = connection.receive("POST", "(stalled)").checked().isRefused(408, "timeout", "in time");
        assertThat(answer.header("connection")).isEqualTo("close");
        assertThat(connection.isClosedByServer()).isTrue();
    }

    @Test
    void aHeadThatStopsHalfwayIsTimedOut() {
        List<String> halves = List.of("G", "GET /health HTTP/1.1\r\n", "GET /health HTTP/1.1\r\nHost: localhost\r\n\r");
        Crowd.together(halves.size(), number -> {
            try (RawConnection connection = RawConnection.to(server)) {
                connection.send(halves.get(number));
                isTimedOut(connection);
            }
            return number;
        });
    }

    @Test
    void aHeadThatDripsIsTimedOut() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.exchange("GET", "/health", "", "").is(200);
            drip(connection, "G");
            isTimedOut(connection);
        }
    }

    @Test
    void aBodyThatStopsHalfwayIsTimedOut() {
        List<String> halves = List.of(
                post("/leases/claim", "", "Content-Length: 100"),
                post("/leases/claim", "{", "Content-Length: 100"),
                post("/leases/claim", "5\r\n{", "Transfer-Encoding: chunked"),
                post("/leases/claim", "5;a=", "Transfer-Encoding: chunked"),
                post("/leases/claim", chunk("{"), "Transfer-Encoding: chunked"),
                post("/leases/claim", chunk("{}") + "0\r\nX-Trailer: 1", "Transfer-Encoding: chunked"));
        Crowd.together(halves.size(), number -> {
            try (RawConnection connection = RawConnection.to(server)) {
                connection.send(halves.get(number));
                isTimedOut(connection);
            }
            return number;
        });
    }

    @Test
    void aBodyThatDripsIsTimedOut() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(post("/leases/claim", "", "Content-Length: 100"));
            drip(connection, " ");
            isTimedOut(connection);
        }
    }

    @Test
    void aBodyThatNobodyReadsIsNotWaitedForLongerThanThat() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(post("/nope", "{", "Content-Length: 100"));
            connection.receive("POST", "/nope").checked().isRefused(404, "not_found");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aBodyThatComesSteadilyMayTakeItsTime() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(post("/leases/claim", "", "Content-Length: " + (CLAIM.length() + 4000)));
            for (int i = 0; i < 10; i++) {
                connection.send(" ".repeat(400));
                pause(100);
            }
            connection.send(CLAIM);
            connection.receive("POST", "/leases/claim").checked().is(204);
        }
    }

    @Test
    void aConnectionMayRestBetweenRequestsAndIsClosedInSilenceAfterThat() {
        try (RawConnection connection = RawConnection.to(server)) {
            for (int i = 0; i < 2; i++) {
                pause(800);
                connection
                        .exchange("POST", "/leases/claim", "Content-Length: " + CLAIM.length() + "\r\n", CLAIM)
                        .checked()
                        .is(204);
            }
            long before = System.nanoTime();
            assertThat(connection.isClosedByServer()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(SHORT.idle(), SHORT.idle().multipliedBy(3));
        }
        try (RawConnection mute = RawConnection.to(server)) {
            assertThat(mute.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aHandlerMayTakeItsTime() {
        CountDownLatch gate = new CountDownLatch(1);
        try (TestServer slow = TestServer.over(local -> local.withTimeouts(SHORT), store -> new SlowStore(store, gate))
                        .start();
                RawConnection connection = RawConnection.to(slow)) {
            connection.send(post("/leases/claim", CLAIM, "Content-Length: " + CLAIM.length()) + get("/health"));
            pause(SHORT.idle().multipliedBy(2).toMillis());
            gate.countDown();
            connection.receive("POST", "/leases/claim").checked().is(204);
            connection.receive("GET", "/health").checked().is(200);
        }
    }

    @Test
    void manyStalledClientsAreAllSentAway() {
        List<RawConnection> stalled = Crowd.together(500, number -> RawConnection.to(server));
        Crowd.together(500, number -> {
            stalled.get(number).send(number % 2 == 0 ? "GET" : post("/leases/claim", "{", "Content-Length: 2"));
            isTimedOut(stalled.get(number));
            stalled.get(number).close();
            return number;
        });
        server.client().get("/health").is(200);
    }

    @Test
    void aClientThatTakesNoAnswersIsCutOff() {
        ClientTimeouts brisk = new ClientTimeouts(SHORT.head(), SHORT.body(), 10_000_000, SHORT.idle());
        try (LogListener log = LogListener.on("io.helidon");
                TestServer greedy =
                        TestServer.with(local -> local.withTimeouts(brisk)).start();
                RawConnection connection = RawConnection.to(greedy)) {
            connection.send(get("/openapi.json").repeat(500));
            drip(connection, get("/openapi.json"));
            assertThat(log.heard()).isEmpty();
        }
    }
}
