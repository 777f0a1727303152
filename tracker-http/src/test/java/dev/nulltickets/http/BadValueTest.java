package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Send every kind of value that is not allowed: each is refused, by a message that names its field, and does nothing.
 */
class BadValueTest {
    private static final String LONG_NAME = "n".repeat(256);
    private static final List<String> NO_NAMES =
            List.of("''", "' '", "'\\t\\n'", "'a\\u0000b'", "'" + LONG_NAME + "'", "'\\ud800'");
    private static final List<String> NO_TEXTS = List.of("'a\\u0000b'", "'\\udc00\\ud800'");
    private static final List<String> NO_STRINGS = List.of("7", "true", "[]", "{}");
    private static final List<String> NO_OBJECTS = List.of("7", "true", "[]", "'{}'");
    private static final List<String> NO_INTEGERS = List.of("'1'", "1.0", "1e3", "1.5", "true", "[]", "{}", "-0.0");
    private static final List<String> TOO_LARGE = List.of("9223372036854775808", "1" + "0".repeat(100_000));

    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;
    private Scene.Held held;
    private String pipeline;
    private final List<DynamicTest> tests = new ArrayList<>();

    @BeforeEach
    void claimATask() {
        scene = Scene.on(server);
        pipeline = scene.pipeline();
        scene.task(pipeline);
        held = scene.claim("coder");
    }

    /**
     * Send a body whose field has a bad value, which stands for {@code ?}, and expect a refusal that names the field.
     */
    private void bad(String target, String body, String field, List<String> values, String code) {
        for (String value : values) {
            String shown = value.length() > 60 ? value.substring(0, 60) + "…" : value;
            tests.add(DynamicTest.dynamicTest(target + " " + field + " " + shown, () -> {
                held.holder()
                        .postText(target, JsonTree.quoted(body).replace("?", JsonTree.quoted(value)))
                        .isRefused(400, code, field);
            }));
        }
    }

    private void missing(String target, String body, String field) {
        bad(target, body, field, List.of(""), "invalid_json");
    }

    private List<DynamicTest> tests() {
        String before = state();
        tests.add(DynamicTest.dynamicTest(
                "nothing has changed", () -> assertThat(state()).isEqualTo(before)));
        return tests;
    }

    private String state() {
        return server.client().get("/pipelines").body()
                + server.client().get("/tasks").body()
                + server.client().get("/artifacts").body()
                + server.client().get("/tasks/" + held.task()).body()
                + server.client().get("/runs/" + held.run() + "/events").body()
                + server.client().get("/runs/" + held.run() + "/gates").body();
    }

    @TestFactory
    List<DynamicTest> ofPipelines() {
        String named = "{'name':?,'definition':" + Scene.DEFINITION + "}";
        bad("/pipelines", named, "name", NO_NAMES, "validation_failed");
        bad("/pipelines", named, "name", NO_STRINGS, "invalid_json");
        bad("/pipelines", named, "name", List.of("null"), "invalid_json");
        missing("/pipelines", "{'definition':" + Scene.DEFINITION + "}", "name");
        missing("/pipelines", "{'name':'p'}", "definition");
        bad("/pipelines", "{'name':'p','definition':?}", "definition", NO_OBJECTS, "invalid_json");
        return tests();
    }

    @TestFactory
    List<DynamicTest> ofTasks() {
        String task = "{'pipeline_id':'" + pipeline + "','title':'t','description':'d'";
        missing("/tasks", "{'title':'t','description':'d'}", "pipeline_id");
        missing("/tasks", "{'pipeline_id':'" + pipeline + "','description':'d'}", "title");
        missing("/tasks", "{'pipeline_id':'" + pipeline + "','title':'t'}", "description");
        bad("/tasks", "{'pipeline_id':?,'title':'t','description':'d'}", "pipeline_id", NO_STRINGS, "invalid_json");
        for (String field : List.of("title", "description")) {
            bad("/tasks", task + ",'" + field + "':?}", field, NO_STRINGS, "invalid_json");
            bad("/tasks", task + ",'" + field + "':?}", field, NO_TEXTS, "validation_failed");
        }
        bad("/tasks", task + ",'priority':?}", "priority", NO_INTEGERS, "invalid_json");
        bad("/tasks", task + ",'priority':?}", "priority", TOO_LARGE, "validation_failed");
        bad("/tasks", task + ",'metadata':?}", "metadata", NO_OBJECTS, "invalid_json");
        bad("/tasks", task + ",'dependencies':?}", "dependencies", NO_STRINGS.subList(0, 2), "invalid_json");
        bad("/tasks", task + ",'dependencies':['x',?]}", "dependencies[1]", List.of("7", "null"), "invalid_json");
        bad("/tasks", task + ",'assigned_agent_id':?}", "assigned_agent_id", NO_NAMES, "validation_failed");
        bad("/tasks", task + ",'assigned_agent_id':?}", "assigned_agent_id", NO_STRINGS, "invalid_json");
        bad("/tasks", task + ",'assigned_by':?}", "assigned_by", NO_STRINGS, "invalid_json");
        bad("/tasks", task + ",'assigned_by':?}", "assigned_by", NO_TEXTS, "validation_failed");
        return tests();
    }

    @TestFactory
    List<DynamicTest> ofRetryPolicies() {
        String task = "{'pipeline_id':'" + pipeline + "','title':'t','description':'d','retry_policy':";
        bad("/tasks", task + "?}", "retry_policy", NO_OBJECTS, "invalid_json");
        for (String field : List.of("max_attempts", "max_expirations")) {
            String body = task + "{'" + field + "':?}}";
            bad("/tasks", body, "retry_policy." + field, NO_INTEGERS, "invalid_json");
            bad("/tasks", body, "retry_policy." + field, TOO_LARGE, "validation_failed");
            bad("/tasks", body, "retry_policy." + field, List.of("0", "-1", "2147483648"), "validation_failed");
        }
        String delay = task + "{'retry_delay_ms':?}}";
        bad("/tasks", delay, "retry_policy.retry_delay_ms", NO_INTEGERS, "invalid_json");
        bad("/tasks", delay, "retry_policy.retry_delay_ms", TOO_LARGE, "validation_failed");
        bad("/tasks", delay, "retry_policy.retry_delay_ms", List.of("-1", "9223372036854775807"), "validation_failed");
        String stage = task + "{'dead_letter_stage':?}}";
        bad("/tasks", stage, "retry_policy.dead_letter_stage", NO_STRINGS, "invalid_json");
        bad("/tasks", stage, "retry_policy.dead_letter_stage", List.of("'nope'", "''"), "validation_failed");
        return tests();
    }

    @TestFactory
    List<DynamicTest> ofDependenciesAndAssignments() {
        String dependencies = "/tasks/" + held.task() + "/dependencies";
        missing(dependencies, "{}", "depends_on_task_id");
        bad(dependencies, "{'depends_on_task_id':?}", "depends_on_task_id", NO_STRINGS, "invalid_json");
        String assignments = "/tasks/" + held.task() + "/assignments";
        missing(assignments, "{}", "agent_id");
        bad(assignments, "{'agent_id':?}", "agent_id", NO_NAMES, "validation_failed");
        bad(assignments, "{'agent_id':?}", "agent_id", NO_STRINGS, "invalid_json");
        bad(assignments, "{'agent_id':'a','assigned_by':?}", "assigned_by", NO_TEXTS, "validation_failed");
        bad(assignments, "{'agent_id':'a','assigned_by':?}", "assigned_by", NO_STRINGS, "invalid_json");
        return tests();
    }

    @TestFactory
    List<DynamicTest> ofClaimsAndHeartbeats() {
        missing("/leases/claim", "{'agent_role':'coder'}", "agent_id");
        missing("/leases/claim", "{'agent_id':'ada'}", "agent_role");
        bad("/leases/claim", "{'agent_id':?,'agent_role':'coder'}", "agent_id", NO_NAMES, "validation_failed");
        bad("/leases/claim", "{'agent_id':?,'agent_role':'coder'}", "agent_id", NO_STRINGS, "invalid_json");
        bad("/leases/claim", "{'agent_id':'ada','agent_role':?}", "agent_role", NO_NAMES, "validation_failed");
        bad("/leases/claim", "{'agent_id':'ada','agent_role':?}", "agent_role", NO_STRINGS, "invalid_json");
        String ttl = "{'agent_id':'ada','agent_role':'coder','lease_ttl_ms':?}";
        bad("/leases/claim", ttl, "lease_ttl_ms", NO_INTEGERS, "invalid_json");
        bad("/leases/claim", ttl, "lease_ttl_ms", TOO_LARGE, "invalid_ttl");
        bad("/leases/claim", ttl, "lease_ttl_ms", List.of("-9223372036854775809", "-1", "0"), "invalid_ttl");
        String beat = "/leases/" + held.lease() + "/heartbeat";
        bad(beat, "{'lease_ttl_ms':?}", "lease_ttl_ms", NO_INTEGERS, "invalid_json");
        bad(beat, "{'lease_ttl_ms':?}", "lease_ttl_ms", TOO_LARGE, "invalid_ttl");
        String limit = "{'agent_id':'ada','agent_role':'coder','concurrency':{'per_state':{'todo':?}}}";
        bad("/leases/claim", limit, "concurrency.per_state.todo", TOO_LARGE, "validation_failed");
        return tests();
    }

    @TestFactory
    List<DynamicTest> ofReportsOnRuns() {
        String events = "/runs/" + held.run() + "/events";
        missing(events, "{}", "kind");
        bad(events, "{'kind':?}", "kind", NO_NAMES, "validation_failed");
        bad(events, "{'kind':?}", "kind", NO_STRINGS, "invalid_json");
        bad(events, "{'kind':'k','data':?}", "data", NO_OBJECTS, "invalid_json");
        String gates = "/runs/" + held.run() + "/gates";
        missing(gates, "{'status':'pass'}", "gate");
        missing(gates, "{'gate':'g'}", "status");
        bad(gates, "{'gate':?,'status':'pass'}", "gate", NO_NAMES, "validation_failed");
        bad(gates, "{'gate':?,'status':'pass'}", "gate", NO_STRINGS, "invalid_json");
        bad(gates, "{'gate':'g','status':?}", "status", NO_STRINGS, "invalid_json");
        bad(gates, "{'gate':'g','status':'pass','evidence':?}", "evidence", NO_OBJECTS, "invalid_json");
        bad(gates, "{'gate':'g','status':'pass','actor':?}", "actor", NO_STRINGS, "invalid_json");
        bad(gates, "{'gate':'g','status':'pass','actor':?}", "actor", NO_TEXTS, "validation_failed");
        return tests();
    }

    @TestFactory
    List<DynamicTest> ofEndsOfRuns() {
        String transition = "/runs/" + held.run() + "/transition";
        missing(transition, "{}", "trigger");
        bad(transition, "{'trigger':?}", "trigger", NO_NAMES, "validation_failed");
        bad(transition, "{'trigger':?}", "trigger", NO_STRINGS, "invalid_json");
        String finish = "{'trigger':'finish','";
        bad(transition, finish + "instructions':?}", "instructions", NO_STRINGS, "invalid_json");
        bad(transition, finish + "instructions':?}", "instructions", NO_TEXTS, "validation_failed");
        bad(transition, finish + "usage':?}", "usage", NO_OBJECTS, "invalid_json");
        bad(transition, finish + "expected_stage':?}", "expected_stage", NO_STRINGS, "invalid_json");
        bad(transition, finish + "expected_task_version':?}", "expected_task_version", NO_INTEGERS, "invalid_json");
        bad(transition, finish + "expected_task_version':?}", "expected_task_version", TOO_LARGE, "validation_failed");
        String fail = "/runs/" + held.run() + "/fail";
        missing(fail, "{}", "error");
        bad(fail, "{'error':?}", "error", NO_STRINGS, "invalid_json");
        bad(fail, "{'error':?}", "error", NO_TEXTS, "validation_failed");
        bad(fail, "{'error':'e','usage':?}", "usage", NO_OBJECTS, "invalid_json");
        return tests();
    }

    @TestFactory
    List<DynamicTest> ofArtifacts() {
        missing("/artifacts", "{'uri':'u'}", "kind");
        missing("/artifacts", "{'kind':'k'}", "uri");
        bad("/artifacts", "{'kind':?,'uri':'u'}", "kind", NO_NAMES, "validation_failed");
        bad("/artifacts", "{'kind':?,'uri':'u'}", "kind", NO_STRINGS, "invalid_json");
        bad("/artifacts", "{'kind':'k','uri':?}", "uri", List.of("''", "' '", "'\\t'"), "validation_failed");
        bad("/artifacts", "{'kind':'k','uri':?}", "uri", NO_TEXTS, "validation_failed");
        bad("/artifacts", "{'kind':'k','uri':?}", "uri", NO_STRINGS, "invalid_json");
        String artifact = "{'kind':'k','uri':'u','";
        for (String field : List.of("task_id", "run_id", "sha256")) {
            bad("/artifacts", artifact + field + "':?}", field, NO_STRINGS, "invalid_json");
        }
        List<String> noHashes = List.of("''", "'x'", "'" + "0".repeat(63) + "'", "'" + "g".repeat(64) + "'");
        bad("/artifacts", artifact + "sha256':?}", "sha256", noHashes, "validation_failed");
        bad("/artifacts", artifact + "sha256':'" + "0".repeat(65) + "'}", "sha256", List.of(""), "validation_failed");
        bad("/artifacts", artifact + "size_bytes':?}", "size_bytes", NO_INTEGERS, "invalid_json");
        bad("/artifacts", artifact + "size_bytes':?}", "size_bytes", TOO_LARGE, "validation_failed");
        bad("/artifacts", artifact + "size_bytes':?}", "size_bytes", List.of("-1"), "validation_failed");
        bad("/artifacts", artifact + "meta':?}", "meta", NO_OBJECTS, "invalid_json");
        return tests();
    }

    @TestFactory
    List<DynamicTest> ofBodiesAsAWhole() {
        for (String target : List.of(
                "/pipelines",
                "/tasks",
                "/tasks/bulk",
                "/artifacts",
                "/leases/claim",
                "/runs/" + held.run() + "/fail")) {
            for (String body : List.of("[]", "7", "'text'", "null", "true", "")) {
                bad(target, "?", "body", List.of(body), "invalid_json");
            }
            for (String body : List.of(
                    " ",
                    "{",
                    "}",
                    "{'a'}",
                    "{'a':}",
                    "{'a':1,}",
                    "{a:1}",
                    "{} {}",
                    "nul",
                    "{'a':01}",
                    "{'a':1.}",
                    "{'a':+1}",
                    "{'a':'\n'}",
                    "{'a':'\\x'}",
                    "{'a':'\\u12'}",
                    "// {}",
                    "\uFEFF{}",
                    "{'a':NaN}")) {
                bad(target, "?", "", List.of(body), "invalid_json");
            }
        }
        return tests();
    }
}
