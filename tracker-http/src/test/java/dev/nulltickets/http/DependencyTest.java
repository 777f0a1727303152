package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DependencyTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;
    private String pipeline;

    @BeforeEach
    void makeAPipeline() {
        scene = Scene.on(server);
        pipeline = scene.pipeline();
    }

    private Received depend(String task, String on) {
        return server.client().post("/tasks/" + task + "/dependencies", "{'depends_on_task_id':'%s'}", on);
    }

    @Test
    void aTaskWaitsForWhatItDependsOn() {
        String first = scene.task(pipeline);
        String second = scene.task(pipeline, ",'priority':9");
        depend(second, first).is(201, "{'status':'created'}");
        assertThat(scene.details(second).text("state")).isEqualTo("blocked");
        Scene.Held held = scene.claim("coder");
        assertThat(held.task()).isEqualTo(first);
        scene.noWork("coder");
        held.skip().is(200);
        server.client()
                .get("/tasks/" + second + "/dependencies")
                .is(200, "[{'depends_on_task_id':'%s','resolved':true}]".formatted(first));
        assertThat(scene.claim("coder").task()).isEqualTo(second);
    }

    @Test
    void aDependencyOnWhatIsDoneIsResolvedAtOnce() {
        String first = scene.task(pipeline);
        scene.claim("coder").skip().is(200);
        String second = scene.task(pipeline, ",'dependencies':['" + first + "']");
        assertThat(scene.details(second).text("state")).isEqualTo("ready");
        String third = scene.task(pipeline);
        depend(third, first).is(201);
        assertThat(scene.details(third).at("dependencies.0.resolved")).hasToString("true");
    }

    @Test
    void dependenciesAreListedOldestFirst() {
        String task = scene.task(pipeline);
        String one = scene.task(pipeline);
        String two = scene.task(pipeline);
        String three = scene.task(pipeline);
        depend(task, three).is(201);
        depend(task, one).is(201);
        server.turn(Duration.ofSeconds(1));
        depend(task, two).is(201);
        JsonTree list =
                server.client().get("/tasks/" + task + "/dependencies").is(200).json();
        assertThat(list.elements().stream().map(each -> each.text("depends_on_task_id")))
                .containsExactly(three, one, two);
    }

    @Test
    void aTaskCannotDependOnItself() {
        String task = scene.task(pipeline);
        depend(task, task).isRefused(400, "invalid_dependency", "depends_on_task_id");
    }

    @Test
    void aDependencyIsAddedOnce() {
        String first = scene.task(pipeline);
        String second = scene.task(pipeline);
        depend(second, first).is(201);
        depend(second, first).isRefused(409, "duplicate_dependency", first);
        assertThat(scene.details(second).elements("dependencies")).hasSize(1);
    }

    @Test
    void aCycleIsRefusedAndTheMessageNamesItsPath() {
        String a = scene.task(pipeline);
        String b = scene.task(pipeline);
        String c = scene.task(pipeline);
        String d = scene.task(pipeline);
        depend(a, b).is(201);
        depend(b, c).is(201);
        depend(c, d).is(201);
        depend(c, a).isRefused(400, "dependency_cycle", c + " -> " + a + " -> " + b + " -> " + c);
        depend(b, a).isRefused(400, "dependency_cycle", b + " -> " + a + " -> " + b);
        depend(a, d).is(201);
        assertThat(scene.details(c).elements("dependencies")).hasSize(1);
        Scene.Held held = scene.claim("coder");
        assertThat(held.task()).isEqualTo(d);
    }

    @Test
    void aCycleIsRefusedAlsoOverTasksThatAreDone() {
        String a = scene.task(pipeline);
        scene.claim("coder").skip().is(200);
        String b = scene.task(pipeline, ",'dependencies':['" + a + "']");
        depend(a, b).isRefused(400, "dependency_cycle", a, b);
    }

    @Test
    void whatIsNotThereIsNamed() {
        String task = scene.task(pipeline);
        depend("nope", task).isRefused(404, "task_not_found", "nope");
        depend(task, "nope").isRefused(404, "dependency_task_not_found", "depends_on_task_id", "nope");
        server.client().get("/tasks/nope/dependencies").isRefused(404, "not_found", "nope");
    }

    @Test
    void aDeadLetterInATerminalStageUnblocksNobody() {
        String first = scene.task(pipeline, ",'retry_policy':{'max_attempts':1,'dead_letter_stage':'graveyard'}");
        String second = scene.task(pipeline, ",'dependencies':['" + first + "']");
        scene.claim("coder").fail().is(200);
        JsonTree dead = scene.details(first);
        assertThat(dead.text("stage")).isEqualTo("graveyard");
        assertThat(dead.text("dead_letter_reason")).isEqualTo("max_attempts_exceeded");
        assertThat(scene.details(second).text("state")).isEqualTo("blocked");
        assertThat(scene.details(second).at("dependencies.0.resolved")).hasToString("false");
        scene.noWork("coder");
        String third = scene.task(pipeline, ",'dependencies':['" + first + "']");
        assertThat(scene.details(third).text("state")).isEqualTo("blocked");
    }
}
