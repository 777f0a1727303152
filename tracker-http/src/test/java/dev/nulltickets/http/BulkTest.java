package dev.nulltickets.http;

import static dev.nulltickets.http.JsonTree.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Make many tasks at once, or none. */
class BulkTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;
    private String pipeline;

    @BeforeEach
    void makeAPipeline() {
        scene = Scene.on(server);
        pipeline = scene.pipeline();
    }

    /** Describe a task with more fields, each after a comma. */
    private String item(String more) {
        return quoted("{'pipeline_id':'%s','title':'t','description':'d'" + more + "}", pipeline);
    }

    private Received create(String... items) {
        return server.client().postText("/tasks/bulk", "{\"tasks\":[" + String.join(",", items) + "]}");
    }

    private List<String> tasks() {
        return server.client().get("/tasks?limit=1000").json().texts("items", "id");
    }

    private static List<String> ids(Received created) {
        return created.is(201).json().elements("ids").stream()
                .map(id -> id.text(""))
                .toList();
    }

    private void isRefused(Received answer, int status, String code, String message) {
        answer.isRefused(status, code);
        assertThat(answer.text("error.message")).startsWith(message);
        assertThat(tasks()).isEmpty();
    }

    @Test
    void allAreMadeInTheOrderOfTheList() {
        List<String> ids = ids(create(item(",'priority':1"), item(",'priority':2"), item(",'title':'last'")));
        assertThat(ids).hasSize(3).isEqualTo(tasks());
        assertThat(scene.details(ids.get(1)).number("priority")).isEqualTo(2);
        assertThat(scene.details(ids.get(2)).text("title")).isEqualTo("last");
    }

    @Test
    void anItemMayBeAllThatATaskMayBe() {
        String other = scene.task(pipeline);
        String id = ids(create(item("""
                        ,'priority':-7,'metadata':{'a':[1]},'dependencies':['%s'],'assigned_agent_id':'ada','assigned_by':'bob',
                        'retry_policy':{'max_attempts':2,'retry_delay_ms':9,'dead_letter_stage':'graveyard','max_expirations':3}""".formatted(other)))).getFirst();
        JsonTree details = scene.details(id);
        assertThat(details.at("metadata")).hasToString("{\"a\":[1]}");
        assertThat(details.text("state")).isEqualTo("blocked");
        assertThat(details.number("max_attempts")).isEqualTo(2);
        assertThat(details.text("dead_letter_stage")).isEqualTo("graveyard");
        assertThat(details.text("assignments.0.assigned_by")).isEqualTo("bob");
        assertThat(details.text("dependencies.0.depends_on_task_id")).isEqualTo(other);
    }

    @Test
    void anItemMayDependOnEarlierOnes() {
        List<String> ids = ids(create(item(""), item(",'dependencies':['#0']"), item(",'dependencies':['#1','#0']")));
        assertThat(scene.details(ids.get(2)).texts("dependencies", "depends_on_task_id"))
                .containsExactlyInAnyOrder(ids.get(0), ids.get(1));
        assertThat(scene.claim("coder").task()).isEqualTo(ids.get(0));
        scene.noWork("coder");
    }

    @Test
    void itselfALaterOneAndWhatIsNoPlaceAreNoDependencies() {
        for (String place : List.of("#1", "#2", "#-1", "#01", "#", "#x", "", "#99999999999")) {
            isRefused(
                    create(item(""), item(",'dependencies':['" + place + "']"), item("")),
                    400,
                    "invalid_dependency",
                    "tasks[1]: dependencies must be");
        }
    }

    @Test
    void theMessageNamesTheItemAndTheCodeIsThatOfItsFlaw() {
        String id = "'pipeline_id':'" + pipeline + "'";
        String good = item("");
        isRefused(
                create(good, good, good, quoted("{" + id + ",'description':''}")),
                400,
                "invalid_json",
                "tasks[3]: title is required");
        isRefused(
                create(good, item(",'priority':'1'")),
                400,
                "invalid_json",
                "tasks[1]: priority must be a whole number");
        isRefused(create(good, "7"), 400, "invalid_json", "tasks[1]: a task must be a JSON object, but is a number");
        isRefused(create("null"), 400, "invalid_json", "tasks[0]: a task must be");
        isRefused(
                create(item(",'retry_policy':{'max_attempts':0}")),
                400,
                "validation_failed",
                "tasks[0]: retry_policy.max_attempts must be from 1");
        isRefused(create(item(",'title':'\\u0000'")), 400, "validation_failed", "tasks[0]: title must not");
        isRefused(
                create(good, item(",'retry_policy':{'dead_letter_stage':'nope'}")),
                400,
                "validation_failed",
                "tasks[1]: retry_policy.dead_letter_stage");
        isRefused(
                create(good, quoted("{'pipeline_id':'nope','title':'','description':''}")),
                404,
                "pipeline_not_found",
                "tasks[1]: pipeline_id");
        isRefused(create(good, item(",'dependencies':['nope']")), 404, "task_not_found", "tasks[1]: no task nope");
        isRefused(create(good, item(",'dependencies':['#0','#0']")), 409, "duplicate_dependency", "tasks[1]: the task");
    }

    @Test
    void aListMustBeThereAndHoldSomething() {
        isRefused(create(), 400, "invalid_request", "tasks must not be empty");
        for (String body : List.of("{}", "{'tasks':null}", "{'tasks':{}}", "{'tasks':7}", "{'tasks':'[]'}", "[]", "")) {
            server.client().post("/tasks/bulk", body).isRefused(400, "invalid_json");
        }
        server.client().post("/tasks/bulk", "{}").isRefused(400, "invalid_json", "tasks is required");
    }

    @Test
    void tenThousandFitIntoOneCall() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            items.add(item(i == 0 ? "" : ",'dependencies':['#" + (i - 1) + "']"));
        }
        List<String> ids = ids(create(items.toArray(String[]::new)));
        assertThat(ids).hasSize(10_000).doesNotHaveDuplicates();
        assertThat(scene.details(ids.getLast()).texts("dependencies", "depends_on_task_id"))
                .containsExactly(ids.get(9_998));
        assertThat(server.client().get("/health").number("tasks_by_stage.0.count"))
                .isEqualTo(10_000);
    }

    @Test
    void ofTenThousandTheLastMayBeTheOneThatIsRefused() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            items.add(item(i == 9_999 ? ",'dependencies':['nope']" : ""));
        }
        isRefused(create(items.toArray(String[]::new)), 404, "task_not_found", "tasks[9999]: no task nope");
    }

    @Test
    void bulkIsAWordOfTheApiAndNamesNoTask() {
        assertThat(server.client().get("/tasks/bulk").is(405).header("allow")).isEqualTo("OPTIONS, POST");
        assertThat(server.client().put("/tasks/bulk", "{}").is(405).header("allow"))
                .isEqualTo("OPTIONS, POST");
        server.client().get("/tasks/bulk/runs").isRefused(404, "not_found", "bulk");
    }
}
