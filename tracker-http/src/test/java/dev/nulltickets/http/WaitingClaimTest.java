package dev.nulltickets.http;

import static dev.nulltickets.http.RawRequest.get;
import static dev.nulltickets.http.RawRequest.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Claim, and wait for work. */
class WaitingClaimTest {
    private static final String LONG = ",'wait_ms':300000";
    private static final int PATIENCE_TURNS = 100_000;

    /** So short that a wait which counted as a client's slowness would be cut off. */
    private static final ClientTimeouts SHORT =
            new ClientTimeouts(Duration.ofMillis(200), Duration.ofMillis(200), 1000, Duration.ofMillis(200));

    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;
    private String pipeline;

    @BeforeEach
    void makeAPipeline() {
        scene = Scene.on(server);
        pipeline = scene.pipeline();
    }

    private static String body(String more) {
        return JsonTree.quoted("{'agent_id':'ada','agent_role':'coder'" + more + "}");
    }

    private static String claim(String more) {
        String body = body(more);
        return post("/leases/claim", body, "Content-Length: " + body.length());
    }

    private static Received receive(RawConnection connection) {
        return connection.receive("POST", "/leases/claim").checked();
    }

    private Received ask(String more) {
        return server.client().postText("/leases/claim", body(more));
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError("work on another thread", failed);
        }
    }

    /** Wait until so many claims wait. */
    private static void awaitWaiting(TestServer server, int claims) {
        for (int turn = 0; server.waiting() != claims; turn++) {
            assertThat(turn).as("waiting: " + server.waiting()).isLessThan(PATIENCE_TURNS);
            LockSupport.parkNanos(100_000);
        }
    }

    private static RawConnection awaitAnswer(List<RawConnection> connections) {
        for (int turn = 0; turn < PATIENCE_TURNS; turn++) {
            for (RawConnection connection : connections) {
                if (connection.hasAnswer()) {
                    return connection;
                }
            }
            LockSupport.parkNanos(100_000);
        }
        throw new AssertionError("nobody is answered");
    }

    @Test
    void aClaimIsAnsweredWhenThereIsWork() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(claim(LONG));
            awaitWaiting(server, 1);
            String task = scene.task(pipeline);
            Received claimed = receive(connection).is(200);
            assertThat(claimed.text("task.id")).isEqualTo(task);
            assertThat(claimed.header("preference-applied")).isEmpty();
            awaitWaiting(server, 0);
            connection.send(claim(",'max_tasks':7" + LONG));
            awaitWaiting(server, 1);
            scene.task(pipeline);
            assertThat(receive(connection).is(200).json().elements("claims")).hasSize(1);
        }
    }

    @Test
    void withoutWorkThereIsNoContentWhenTheTimeIsOver() {
        ask(",'wait_ms':0").is(204);
        ask(",'wait_ms':2").is(204);
        assertThat(server.client()
                        .with("Prefer", "wait=0")
                        .postText("/leases/claim", body(""))
                        .is(204)
                        .header("preference-applied"))
                .isEqualTo("wait=0");
    }

    @Test
    void aWaitIsFromNothingToFiveMinutes() {
        for (String bad : List.of("-1", "300001", "99999999999999999999")) {
            ask(",'wait_ms':" + bad).isRefused(400, "validation_failed", "wait_ms must be from 0 to 300000");
        }
        ask(",'wait_ms':'1'").isRefused(400, "invalid_json", "wait_ms must be a whole number");
    }

    @Test
    void aPreferenceIsFollowedAndTold() {
        for (String preference : List.of(
                "wait=99999", "respond-async, WAIT = \"300\";x=\"a,b\", wait=0", "a=\"wait=1,\\\"\",wait=300")) {
            scene.task(pipeline);
            Received claimed = server.client()
                    .with("Prefer", preference)
                    .postText("/leases/claim", body(""))
                    .is(200);
            assertThat(claimed.header("preference-applied")).as(preference).isEqualTo("wait=300");
        }
        scene.task(pipeline);
        assertThat(server.client()
                        .with("Prefer", "wait=7")
                        .postText("/leases/claim", body(",'wait_ms':1"))
                        .is(200)
                        .header("preference-applied"))
                .isEmpty();
    }

    @Test
    void aPreferenceThatCannotBeUnderstoodIsIgnored() {
        for (String preference : List.of(
                "wait", "wait=", "wait=soon", "wait=-1", "wait=1.5", "wait=x, wait=300", "waits=300", "\"", ",;=")) {
            Received answer = server.client()
                    .with("Prefer", preference)
                    .postText("/leases/claim", body(""))
                    .is(204);
            assertThat(answer.header("preference-applied")).as(preference).isEmpty();
        }
        server.client().with("Prefer", "wait=300").get("/health").is(200);
    }

    @Test
    void aClientThatHasGoneIsGrantedNothingAndTheNextGetsIt() {
        try (RawConnection gone = RawConnection.to(server);
                RawConnection next = RawConnection.to(server)) {
            gone.send(claim(LONG));
            awaitWaiting(server, 1);
            next.send(claim(LONG));
            awaitWaiting(server, 2);
            gone.close();
            awaitWaiting(server, 1);
            String task = scene.task(pipeline);
            Received claimed = receive(next).is(200);
            assertThat(claimed.text("task.id")).isEqualTo(task);
            assertThat(claimed.number("run.attempt")).isEqualTo(1);
        }
    }

    @Test
    void aClientThatSaysItsLastIsAnswered() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(claim(LONG));
            awaitWaiting(server, 1);
            connection.endSending();
            assertThat(receive(connection).is(204).header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void requestsThatComeMeanwhileWaitForTheirTurn() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(claim(LONG));
            awaitWaiting(server, 1);
            connection.send(get("/health") + claim(LONG) + get("/health").substring(0, 20));
            scene.task(pipeline);
            receive(connection).is(200);
            connection.receive("GET", "/health").checked().is(200);
            awaitWaiting(server, 1);
            scene.task(pipeline);
            receive(connection).is(200);
            connection.send(get("/health").substring(20));
            connection.receive("GET", "/health").checked().is(200);
            connection.exchange("GET", "/health", "", "").is(200);
        }
    }

    @Test
    void aClientThatGoesAfterItSentMoreIsGoneToo() {
        try (RawConnection connection = RawConnection.to(server)) {
            connection.send(claim(LONG));
            awaitWaiting(server, 1);
            connection.send(get("/health"));
            connection.close();
            awaitWaiting(server, 0);
        }
    }

    @Test
    void aWaitingClientIsNotTakenForASlowOne() {
        try (TestServer strict =
                        TestServer.with(local -> local.withTimeouts(SHORT)).start();
                RawConnection connection = RawConnection.to(strict)) {
            Scene elsewhere = Scene.on(strict);
            connection.send(claim(",'wait_ms':700"));
            receive(connection).is(204);
            connection.send(claim(LONG));
            awaitWaiting(strict, 1);
            elsewhere.task(elsewhere.pipeline());
            receive(connection).is(200);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aServerThatStopsAnswersWhoWaits() {
        TestServer stopping = TestServer.open().start();
        List<RawConnection> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RawConnection connection = RawConnection.to(stopping);
            connection.send(claim(LONG));
            waiting.add(connection);
        }
        awaitWaiting(stopping, 20);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping::close);
        for (RawConnection connection : waiting) {
            receive(connection).is(204);
            connection.close();
        }
        result(stopped);
    }

    @Test
    void aKeyIsKeptForAGrantAndForNothingElse() {
        Client once = server.client().once("wait-1");
        once.postText("/leases/claim", body(",'wait_ms':1,'agent_role':'reviewer'"))
                .is(204);
        CompletableFuture<Received> waiting =
                CompletableFuture.supplyAsync(() -> once.postText("/leases/claim", body(",'wait_ms':20000")));
        awaitWaiting(server, 1);
        scene.task(pipeline);
        Received claimed = result(waiting).is(200);
        scene.task(pipeline);
        once.postText("/leases/claim", body(",'wait_ms':20000")).is(200, claimed.body());
        once.postText("/leases/claim", body(LONG)).isRefused(409, "idempotency_conflict");
        Received preferred = server.client()
                .once("wait-2")
                .with("Prefer", "wait=20")
                .postText("/leases/claim", body(""))
                .is(200);
        assertThat(preferred.header("preference-applied")).isEqualTo("wait=20");
        assertThat(server.client()
                        .once("wait-2")
                        .with("Prefer", "wait=20")
                        .postText("/leases/claim", body(""))
                        .is(200, preferred.body())
                        .header("preference-applied"))
                .isEqualTo("wait=20");
    }

    @Test
    void twoThousandWaitWhileOthersWork() {
        List<RawConnection> waiting = Crowd.together(2000, number -> {
            RawConnection connection = RawConnection.to(server);
            connection.send(claim(LONG));
            return connection;
        });
        awaitWaiting(server, 2000);
        Crowd.together(64, number -> {
            for (int i = 0; i < 5; i++) {
                server.client().get("/health").is(200);
                scene.noWork("reviewer");
            }
            return number;
        });
        String task = scene.task(pipeline);
        awaitWaiting(server, 1999);
        RawConnection answered = awaitAnswer(waiting);
        assertThat(receive(answered).is(200).text("task.id")).isEqualTo(task);
        assertThat(waiting).noneMatch(RawConnection::hasAnswer);
        waiting.forEach(RawConnection::close);
        awaitWaiting(server, 0);
        scene.task(pipeline);
        scene.claim("coder");
    }
}
