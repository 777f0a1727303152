package dev.nulltickets.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.otlp.OtlpDecoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Call every route with every kind of credential, on a server with a token and on one without. */
class CredentialTest {
    private static final Duration LONG = Duration.ofHours(24);

    @RegisterExtension
    final TestServer guarded = TestServer.guarded();

    @RegisterExtension
    final TestServer open = TestServer.open();

    /** What the contract says of a call. */
    private enum Kind {
        PUBLIC,
        API,
        READ_OF_RUN,
        LEASE
    }

    /**
     * A call that succeeds with {@code status} for whoever may do it. Every route has one; a new route needs a line
     * in {@link #CALLS}, and perhaps a name in {@link World#fill} for what it needs to be there.
     */
    private record Call(Kind kind, String method, String path, int status, String body) {}

    private static final List<Call> CALLS = List.of(
            new Call(Kind.PUBLIC, "GET", "/health", 200, ""),
            new Call(Kind.PUBLIC, "GET", "/openapi.json", 200, ""),
            new Call(Kind.PUBLIC, "GET", "/.well-known/openapi.json", 200, ""),
            new Call(Kind.API, "POST", "/pipelines", 201, "{'name':'{unique}','definition':" + Scene.DEFINITION + "}"),
            new Call(Kind.API, "GET", "/pipelines", 200, ""),
            new Call(Kind.API, "GET", "/pipelines/{pipeline}", 200, ""),
            new Call(Kind.API, "POST", "/tasks", 201, "{'pipeline_id':'{pipeline}','title':'','description':''}"),
            new Call(Kind.API, "GET", "/tasks", 200, ""),
            new Call(Kind.API, "GET", "/tasks/{task}", 200, ""),
            new Call(Kind.API, "POST", "/tasks/{task}/dependencies", 201, "{'depends_on_task_id':'{other}'}"),
            new Call(Kind.API, "GET", "/tasks/{task}/dependencies", 200, ""),
            new Call(Kind.API, "POST", "/tasks/{task}/assignments", 201, "{'agent_id':'eve'}"),
            new Call(Kind.API, "GET", "/tasks/{task}/assignments", 200, ""),
            new Call(Kind.API, "DELETE", "/tasks/{task}/assignments/ada", 200, ""),
            new Call(Kind.API, "GET", "/tasks/{task}/run-state", 200, ""),
            new Call(Kind.API, "GET", "/tasks/{task}/runs", 200, ""),
            new Call(Kind.API, "POST", "/leases/claim", 204, "{'agent_id':'ada','agent_role':'nobody'}"),
            new Call(Kind.LEASE, "POST", "/leases/{lease}/heartbeat", 200, ""),
            new Call(Kind.READ_OF_RUN, "GET", "/runs/{run}", 200, ""),
            new Call(Kind.LEASE, "POST", "/runs/{run}/events", 201, "{'kind':'note'}"),
            new Call(Kind.READ_OF_RUN, "GET", "/runs/{run}/events", 200, ""),
            new Call(Kind.LEASE, "POST", "/runs/{run}/gates", 201, "{'gate':'tests','status':'pass'}"),
            new Call(Kind.READ_OF_RUN, "GET", "/runs/{run}/gates", 200, ""),
            new Call(Kind.READ_OF_RUN, "GET", "/runs/{run}/spans", 200, ""),
            new Call(Kind.API, "GET", "/tasks/{task}/spans", 200, ""),
            new Call(Kind.API, "GET", "/traces/{trace}", 200, ""),
            new Call(Kind.LEASE, "POST", "/runs/{run}/transition", 200, "{'trigger':'finish'}"),
            new Call(Kind.LEASE, "POST", "/runs/{run}/fail", 200, "{'error':'e'}"),
            new Call(
                    Kind.API,
                    "POST",
                    "/tasks/bulk",
                    201,
                    "{'tasks':[{'pipeline_id':'{pipeline}','title':'','description':''}]}"),
            new Call(Kind.API, "POST", "/artifacts", 201, "{'run_id':'{run}','kind':'k','uri':'u'}"),
            new Call(Kind.API, "GET", "/artifacts", 200, ""),
            new Call(Kind.API, "GET", "/ops/queue", 200, ""),
            new Call(Kind.API, "PUT", "/store/{pipeline}/{task}", 204, "{'value':1}"),
            new Call(Kind.API, "GET", "/store/{pipeline}/here", 200, ""),
            new Call(Kind.API, "DELETE", "/store/{pipeline}/{task}", 204, ""),
            new Call(Kind.API, "GET", "/store/{pipeline}", 200, ""),
            new Call(Kind.API, "DELETE", "/store/{task}", 204, ""),
            new Call(Kind.API, "GET", "/store/search?q=x", 200, ""),
            new Call(Kind.API, "POST", "/v1/traces", 200, "{'resourceSpans':[]}"),
            new Call(Kind.API, "POST", "/otlp/v1/traces", 200, "{'resourceSpans':[]}"));

    /** What a caller carries. The last two are for the run that the path names, and no longer good. */
    private enum Carried {
        NOTHING,
        API_TOKEN,
        WRONG,
        SHORT,
        GARBLED,
        EMPTY,
        BASIC,
        API_TOKEN_AS_BASIC,
        API_TOKEN_AS_DIGEST,
        API_TOKEN_WITHOUT_SCHEME,
        API_TOKEN_AND_MORE,
        LEASE_OF_THIS_RUN,
        LEASE_OF_ANOTHER_RUN,
        LEASE_THAT_EXPIRED,
        LEASE_THAT_ENDED
    }

    private static int expected(Call call, Carried carried, boolean guarded) {
        return switch (call.kind()) {
            case PUBLIC -> call.status();
            case API -> !guarded || carried == Carried.API_TOKEN ? call.status() : 401;
            case READ_OF_RUN ->
                !guarded || carried == Carried.API_TOKEN || carried == Carried.LEASE_OF_THIS_RUN ? call.status() : 401;
            case LEASE ->
                switch (carried) {
                    case LEASE_OF_THIS_RUN -> call.status();
                    case LEASE_THAT_EXPIRED -> 410;
                    case LEASE_THAT_ENDED -> 404;
                    default -> 401;
                };
        };
    }

    @Test
    void theTableHasEveryRoute() {
        List<String> called = CALLS.stream()
                .map(call -> call.method() + " "
                        + call.path().replaceAll("\\{[^}]+}|ada$|here$", "{}").replaceAll("\\?.*", ""))
                .toList();
        List<String> served = RouteTable.routes(new SystemRoutes("")).stream()
                .map(route -> route.method() + " " + route.path().replaceAll("\\{[^}]+}", "{}"))
                .toList();
        assertThat(called).containsExactlyInAnyOrderElementsOf(served);
    }

    @TestFactory
    List<DynamicTest> everyCallWithEveryCredential() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Call call : CALLS) {
            for (Carried carried : Carried.values()) {
                tests.add(test(guarded, true, call, carried));
                tests.add(test(open, false, call, carried));
            }
        }
        return tests;
    }

    private DynamicTest test(TestServer server, boolean isGuarded, Call call, Carried carried) {
        String name = call.method() + " " + call.path() + " with " + carried + (isGuarded ? "" : ", open server");
        return DynamicTest.dynamicTest(name, () -> {
            World world = World.make(server, tests++);
            Client client = carry(server.client(), carried, world);
            Received answer = client.send(
                    call.method(), world.fill(call.path(), carried), body(world.fill(call.body(), carried)));
            answer.is(expected(call, carried, isGuarded));
            if (answer.status() == 401) {
                assertThat(answer.text("error.code")).isEqualTo("unauthorized");
            }
        });
    }

    private int tests;

    private static BodyPublisher body(String text) {
        return text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(JsonTree.quoted(text));
    }

    private static Client carry(Client client, Carried carried, World world) {
        return switch (carried) {
            case NOTHING -> client;
            case API_TOKEN -> client.as(TestServer.API_TOKEN);
            case WRONG -> client.as("0".repeat(64));
            case SHORT -> client.as("x");
            case GARBLED -> client.as("\"=;,\\ ~%zz" + TestServer.API_TOKEN);
            case EMPTY -> client.with("Authorization", "Bearer ");
            case BASIC -> client.with("Authorization", "Basic dXNlcjpwYXNz");
            case API_TOKEN_AS_BASIC -> client.with("Authorization", "Basic " + TestServer.API_TOKEN);
            case API_TOKEN_AS_DIGEST -> client.with("Authorization", "Digest " + TestServer.API_TOKEN);
            case API_TOKEN_WITHOUT_SCHEME -> client.with("Authorization", TestServer.API_TOKEN);
            case API_TOKEN_AND_MORE -> client.as(TestServer.API_TOKEN + "x");
            case LEASE_OF_THIS_RUN -> client.as(world.live.token().value());
            case LEASE_OF_ANOTHER_RUN -> client.as(world.other.token().value());
            case LEASE_THAT_EXPIRED -> client.as(world.expired.token().value());
            case LEASE_THAT_ENDED -> client.as(world.ended.token().value());
        };
    }

    @Test
    void aSchemeIsReadWhateverItsCase() {
        Client client = guarded.client();
        client.with("Authorization", "bearer " + TestServer.API_TOKEN)
                .get("/tasks")
                .is(200);
        client.with("Authorization", "BEARER   " + TestServer.API_TOKEN)
                .get("/tasks")
                .is(200);
    }

    @Test
    void ofTwoCredentialsNoneCounts() {
        String good = "Authorization: Bearer " + TestServer.API_TOKEN + "\r\n";
        try (RawConnection connection = RawConnection.to(guarded)) {
            connection.exchange("GET", "/tasks", good, "").checked().is(200);
            for (String headers : List.of(
                    good + good,
                    good + "Authorization: Bearer x\r\n",
                    "Authorization: Basic x\r\n" + good,
                    "Authorization:\r\n" + good,
                    "Authorization: Bearer\t" + TestServer.API_TOKEN + "\r\n",
                    "Authorization: Bearer" + TestServer.API_TOKEN + "\r\n",
                    "Authorization: Bearer \u00e9\u00ff\r\n",
                    "Authorization: Bearer " + "x".repeat(10_000) + "\r\n")) {
                connection.exchange("GET", "/tasks", headers, "").checked().isRefused(401, "unauthorized");
            }
            connection.exchange("GET", "/health", good + good, "").checked().is(200);
        }
    }

    @Test
    void aTokenThatNoHeaderCanCarryIsRefusedAtTheStart() {
        for (String token : List.of("", "  ", " x", "x ", "p\u00e4ss", "a\nb")) {
            assertThatThrownBy(() -> HttpSettings.local(0, "").withApiToken(token))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("API token");
        }
    }

    @Test
    void whatDoesNotExistTakesTheSameCredential() {
        guarded.client().get("/runs/nope").isRefused(401, "unauthorized");
        guarded.client().as("x").get("/tasks/nope").isRefused(401, "unauthorized");
        guarded.client().as(TestServer.API_TOKEN).get("/runs/nope").isRefused(404, "not_found");
        guarded.client().postNothing("/leases/nope/heartbeat").isRefused(401, "unauthorized");
        guarded.client().as("x").postNothing("/leases/nope/heartbeat").isRefused(404, "not_found");
        guarded.client().as("x").post("/runs/nope/fail", "{'error':'e'}").isRefused(404, "not_found");
    }

    @Test
    void theCredentialIsCheckedBeforeTheBody() {
        guarded.client().post("/pipelines", "{").isRefused(401, "unauthorized");
        guarded.client().post("/leases/nope/heartbeat", "{").isRefused(401, "unauthorized");
        guarded.client().get("/tasks?limit=0").isRefused(401, "unauthorized");
    }

    @Test
    void whoMayNotAskLearnsNothingOfTheFlawsOfTheBody() {
        World world = World.make(open, 0);
        List<Carried> all = List.of(
                Carried.NOTHING,
                Carried.WRONG,
                Carried.LEASE_OF_ANOTHER_RUN,
                Carried.LEASE_THAT_EXPIRED,
                Carried.LEASE_THAT_ENDED);
        for (Call call : CALLS) {
            for (Carried carried : call.kind() == Kind.LEASE ? all : List.<Carried>of()) {
                for (String body : List.of("{", "[]", "{'lease_ttl_ms':true}")) {
                    carry(open.client(), carried, world)
                            .post(world.fill(call.path(), carried), body)
                            .is(expected(call, carried, false));
                }
            }
        }
    }

    /** Runs in every state. */
    private record World(
            String name, PipelineId pipeline, TaskId idle, Claim live, Claim other, Claim expired, Claim ended) {

        private static final String TRACE = JsonTree.quoted("""
                {'resourceSpans':[{'scopeSpans':[{'spans':[
                 {'traceId':'5b8efff798038103d269b633813fc60c','spanId':'eee19b7ec3c1b174'}]}]}]}""");

        static World make(TestServer server, int number) {
            Tracker tracker = server.tracker();
            PipelineId pipeline = pipeline(tracker);
            Claim expired = claim(tracker, pipeline, Duration.ofSeconds(1));
            server.pass(Duration.ofSeconds(1));
            // It would be claimed again, and be gone with that, so somebody else's it must be.
            tracker.tasks().assign(expired.task().id(), new AgentId("nobody"), null);
            Claim ended = claim(tracker, pipeline, LONG);
            tracker.runs().transition(ended.run().id(), ended.token(), TransitionRequest.of("skip"));
            Claim live = claim(tracker, pipeline, LONG);
            tracker.tasks().assign(live.task().id(), live.run().agentId(), null);
            Claim other = claim(tracker, pipeline, LONG);
            tracker.entries().put(pipeline.value(), "here", JsonText.EMPTY_OBJECT);
            tracker.traces()
                    .ingest(
                            TRACE.getBytes(UTF_8),
                            "application/json",
                            new OtlpDecoder().decode(TRACE.getBytes(UTF_8), null));
            TaskId idle = tracker.tasks().create(NewTask.of(pipeline, "", ""));
            return new World("unique-" + number, pipeline, idle, live, other, expired, ended);
        }

        private static PipelineId pipeline(Tracker tracker) {
            return tracker.pipelines().list().stream()
                    .filter(pipeline -> pipeline.name().equals("world"))
                    .findFirst()
                    .map(Pipeline::id)
                    .orElseGet(() -> tracker.pipelines().create("world", PipelineDefinition.parse(Scene.DEFINITION)));
        }

        private static Claim claim(Tracker tracker, PipelineId pipeline, Duration ttl) {
            tracker.tasks().create(NewTask.of(pipeline, "", ""));
            return tracker.leases()
                    .claim(ClaimRequest.of("ada", "coder").withTtl(ttl))
                    .orElseThrow();
        }

        String fill(String template, Carried carried) {
            Claim named = switch (carried) {
                case LEASE_THAT_EXPIRED -> expired;
                case LEASE_THAT_ENDED -> ended;
                default -> live;
            };
            return template.replace("{unique}", name)
                    .replace("{trace}", "5b8efff798038103d269b633813fc60c")
                    .replace("{pipeline}", pipeline.value())
                    .replace("{task}", live.task().id().value())
                    .replace("{other}", idle.value())
                    .replace("{lease}", named.lease().id().value())
                    .replace("{run}", named.run().id().value());
        }
    }
}
