package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArtifactTest {
    private static final String SHA256 = "9F86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;
    private Scene.Held held;

    @BeforeEach
    void claimATask() {
        scene = Scene.on(server);
        held = scene.held();
    }

    private Received create(String more) {
        return server.client().post("/artifacts", "{'kind':'patch','uri':'s3://b/1'" + more + "}");
    }

    private JsonTree list(String query) {
        return server.client().get("/artifacts" + query).is(200).json();
    }

    @Test
    void anArtifactComesBackAsItWasGiven() {
        String id = create(
                        ",'task_id':'%s','run_id':'%s','sha256':'%s','size_bytes':9007199254740993,'meta':{'a':[1.0]}"
                                .formatted(held.task(), held.run(), SHA256))
                .is(201)
                .text("id");
        server.client().get("/artifacts").is(200, """
                {'items':[{'id':'%s','task_id':'%s','run_id':'%s','created_at_ms':%d,'kind':'patch','uri':'s3://b/1',
                 'sha256':'%s','size_bytes':9007199254740993,'meta':{'a':[1.0]}}],'next_cursor':null}""".formatted(
                        id, held.task(), held.run(), TestServer.START_MS, SHA256));
        assertThat(list("").at("items.0.meta")).hasToString("{\"a\":[1.0]}");
    }

    @Test
    void whatIsNotGivenIsNull() {
        create("").is(201);
        JsonTree artifact = list("").at("items.0");
        for (String field : List.of("task_id", "run_id", "sha256", "size_bytes")) {
            assertThat(artifact.isNull(field)).as(field).isTrue();
        }
        assertThat(artifact.at("meta")).hasToString("{}");
        create(",'task_id':null,'run_id':null,'sha256':null,'size_bytes':null,'meta':null")
                .is(201);
        create(",'size_bytes':0").is(201);
    }

    @Test
    void itsTaskAndItsRunMustBeThereAndFitTogether() {
        create(",'task_id':'nope'").isRefused(404, "not_found", "task_id", "nope");
        create(",'run_id':'nope'").isRefused(404, "not_found", "run_id", "nope");
        create(",'run_id':''").isRefused(404, "not_found", "run_id");
        String other = scene.task(scene.pipeline());
        create(",'task_id':'%s','run_id':'%s'".formatted(other, held.run()))
                .isRefused(400, "validation_failed", "run_id", held.task(), other);
        assertThat(list("").elements("items")).isEmpty();
    }

    @Test
    void whatHasEndedMayHaveArtifactsToo() {
        held.skip().is(200);
        create(",'task_id':'%s','run_id':'%s'".formatted(held.task(), held.run()))
                .is(201);
    }

    @Test
    void artifactsAreChosenByTaskAndRun() {
        String byTask = create(",'task_id':'" + held.task() + "'").text("id");
        String byRun = create(",'run_id':'" + held.run() + "'").text("id");
        String byBoth = create(",'task_id':'%s','run_id':'%s'".formatted(held.task(), held.run()))
                .text("id");
        String byNone = create("").text("id");
        assertThat(list("").texts("items", "id")).containsExactly(byTask, byRun, byBoth, byNone);
        assertThat(list("?task_id=" + held.task()).texts("items", "id"))
                .contains(byTask, byBoth)
                .doesNotContain(byNone);
        assertThat(list("?run_id=" + held.run()).texts("items", "id")).containsExactly(byRun, byBoth);
        assertThat(list("?run_id=" + held.run() + "&task_id=" + held.task()).texts("items", "id"))
                .contains(byBoth)
                .doesNotContain(byTask, byNone);
        for (String query : List.of("?task_id=nope", "?run_id=nope", "?task_id=nope&run_id=" + held.run())) {
            assertThat(list(query).elements("items")).as(query).isEmpty();
        }
        assertThat(list("?task_id=&run_id=").elements("items")).hasSize(4);
    }

    @Test
    void aPageHoldsAHundredUnlessItIsTold() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            ids.add(create("").text("id"));
        }
        JsonTree first = list("");
        assertThat(first.texts("items", "id")).containsExactlyElementsOf(ids.subList(0, 100));
        assertThat(list("?cursor=" + first.text("next_cursor")).texts("items", "id"))
                .containsExactly(ids.get(100));
        assertThat(list("?limit=101").isNull("next_cursor")).isTrue();
        for (String limit : List.of("0", "1001", "x", "")) {
            server.client().get("/artifacts?limit=" + limit).isRefused(400, "invalid_limit", "1000");
        }
        server.client().get("/artifacts?cursor=IzU").isRefused(400, "invalid_cursor", "cursor");
    }
}
