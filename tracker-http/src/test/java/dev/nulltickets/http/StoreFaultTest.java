package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.StoreOverloadedException;
import dev.nulltickets.core.spi.TrackerStore;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreFaultTest {
    private static final String SECRET = "jdbc:sqlite:/secret/path";

    private final LogListener log = LogListener.on(Dispatcher.class.getName());
    private FaultyStore faulty;

    @RegisterExtension
    final TestServer server = TestServer.over(this::faulty);

    private TrackerStore faulty(TrackerStore store) {
        faulty = new FaultyStore(store);
        return faulty;
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    /** Call every route, in a way that reaches the store. */
    private List<Received> everyRoute() {
        List<Received> answers = new ArrayList<>();
        for (Route route : RouteTable.routes(new SystemRoutes(""))) {
            String target = route.path().replaceAll("\\{[^}]+}", "x").replace("search", "search?q=x");
            Client client = server.client().as("token");
            if (!target.contains("openapi.json")) {
                answers.add(
                        switch (route.method()) {
                            case "GET" -> client.get(target);
                            case "DELETE" -> client.delete(target);
                            case "PUT" -> client.put(target, bodyOf(target));
                            default -> client.post(target, bodyOf(target));
                        });
            }
        }
        return answers;
    }

    private static String bodyOf(String target) {
        return """
                {'name':'p','definition':%s,'pipeline_id':'x','title':'t','description':'d','depends_on_task_id':'y',
                 'agent_id':'ada','agent_role':'coder','kind':'k','gate':'g','status':'%s','trigger':'t','error':'e',
                 'uri':'u','value':1,'tasks':[{'pipeline_id':'x','title':'t','description':'d'}]}""".formatted(Scene.DEFINITION.replace('"', '\''), target.contains("gates") ? "pass" : "");
    }

    @Test
    void anOverloadedStoreAsksToTryAgain() {
        faulty.fail(new StoreOverloadedException("10000 writes wait in " + SECRET));
        for (Received answer : everyRoute()) {
            answer.isRefused(503, "overloaded");
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(answer.body()).doesNotContain("secret");
        }
        assertThat(log.heard()).isEmpty();
    }

    @Test
    void aStoreThatFailsAsksToTryAgainAndTheLogSaysWhy() {
        StoreException fault = new StoreException("disk full: " + SECRET);
        faulty.fail(fault);
        List<Received> answers = everyRoute();
        for (Received answer : answers) {
            answer.isRefused(503, "unavailable");
            assertThat(answer.header("retry-after")).isEqualTo("1");
            assertThat(answer.body()).doesNotContain("secret");
        }
        assertThat(log.heard())
                .hasSize(answers.size())
                .extracting(LogRecord::getLevel, LogRecord::getThrown)
                .containsOnly(tuple(Level.SEVERE, fault));
    }

    @Test
    void aFaultOfTheTrackerIsInternalAndTellsNothing() {
        List<RuntimeException> faults = List.of(
                new IllegalStateException(SECRET),
                new NullPointerException(SECRET),
                new IllegalArgumentException(SECRET),
                new NumberFormatException(SECRET),
                new NoSuchElementException(SECRET));
        for (RuntimeException fault : faults) {
            log.heard().clear();
            faulty.fail(fault);
            List<Received> answers = everyRoute();
            for (Received answer : answers) {
                answer.isRefused(500, "internal");
                assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
            }
            assertThat(log.heard())
                    .hasSize(answers.size())
                    .extracting(LogRecord::getLevel, LogRecord::getThrown)
                    .containsOnly(tuple(Level.SEVERE, fault));
        }
    }

    @Test
    void aServerRecoversWithItsStore() {
        faulty.fail(new StoreException("gone"));
        server.client().get("/health").is(503);
        faulty.fail(null);
        server.client().get("/health").is(200);
    }

    @Test
    void aWriteThatFailedMayBeSentAgainWithItsKey() {
        Scene scene = Scene.on(server);
        String pipeline = scene.pipeline();
        String body = JsonTree.quoted("{'pipeline_id':'%s','title':'t','description':'d'}", pipeline);
        faulty.fail(new StoreException("gone"));
        server.client().once("k").postText("/tasks", body).is(503);
        faulty.fail(null);
        server.client().once("k").postText("/tasks", body).is(201);
        server.client().once("k").postText("/tasks", body).is(201);
        assertThat(server.client().get("/tasks").json().elements("items")).hasSize(1);
    }
}
