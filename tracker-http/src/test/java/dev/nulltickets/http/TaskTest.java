package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TaskTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    @Test
    void aTaskWithTheLeastHasDefaultsForTheRest() {
        Scene scene = Scene.on(server);
        String pipeline = scene.pipeline();
        String id = scene.task(pipeline);
        server.client().get("/tasks/" + id).is(200, """
                        {'id':'%s','pipeline_id':'%s','stage':'todo','state':'ready',
                         'title':'Title','description':'Description','priority':0,'metadata':{},'task_version':1,
                         'next_eligible_at_ms':0,'max_attempts':null,'max_expirations':10,'retry_delay_ms':0,
                         'dead_letter_stage':null,'dead_letter_reason':null,'assigned_agent_id':null,
                         'created_at_ms':%d,'updated_at_ms':%d,
                         'dependencies':[],'assignments':[],
                         'available_transitions':[
                          {'trigger':'finish','to':'review','required_gates':[]},
                          {'trigger':'skip','to':'done','required_gates':[]}],
                         'telemetry_usage':{'input_tokens':0,'output_tokens':0,'cache_read_input_tokens':0,
                          'cache_creation_input_tokens':0,'reasoning_output_tokens':0,'by_model':[]}}""".formatted(
                        id, pipeline, TestServer.START_MS, TestServer.START_MS));
    }

    @Test
    void aTaskKeepsEveryFieldItIsGiven() {
        Scene scene = Scene.on(server);
        String pipeline = scene.pipeline();
        String first = scene.task(pipeline);
        Received created = server.client().post("/tasks", """
                        {'pipeline_id':'%s','title':'','description':'Zeile 1\\nZeile 2 \\u00e9 😀','priority':-7,
                         'metadata':{ 'b' : [1, 2.50, 1e3], 'a' : {'deep':null} },
                         'retry_policy':{'max_attempts':3,'retry_delay_ms':60000,'dead_letter_stage':'graveyard',
                          'max_expirations':2},
                         'dependencies':['%s'],'assigned_agent_id':'ada','assigned_by':'boss','unknown':[{}]}""", pipeline, first);
        assertThat(created.is(201).json().names()).containsExactly("id");
        JsonTree task = scene.details(created.text("id"));
        assertThat(task.text("title")).isEmpty();
        assertThat(task.text("description")).isEqualTo("Zeile 1\nZeile 2 é 😀");
        assertThat(task.number("priority")).isEqualTo(-7);
        assertThat(task.at("metadata")).hasToString(JsonTree.quoted("{ 'b' : [1, 2.50, 1e3], 'a' : {'deep':null} }"));
        assertThat(task.number("max_attempts")).isEqualTo(3);
        assertThat(task.number("retry_delay_ms")).isEqualTo(60_000);
        assertThat(task.text("dead_letter_stage")).isEqualTo("graveyard");
        assertThat(task.number("max_expirations")).isEqualTo(2);
        assertThat(task.text("state")).isEqualTo("blocked");
        assertThat(task.text("assigned_agent_id")).isEqualTo("ada");
        assertThat(task.text("assignments.0.assigned_by")).isEqualTo("boss");
        assertThat(task.at("dependencies").plain())
                .isEqualTo(JsonTree.of(JsonTree.quoted("[{'depends_on_task_id':'%s','resolved':false}]", first))
                        .plain());
    }

    @Test
    void aFieldThatIsNullCountsAsAbsent() {
        Scene scene = Scene.on(server);
        String id = scene.task(scene.pipeline(), """
                ,'priority':null,'metadata':null,'retry_policy':null,'dependencies':null,'assigned_agent_id':null,
                 'assigned_by':null""");
        assertThat(scene.details(id).at("metadata")).hasToString("{}");
        String other = scene.task(scene.pipeline(), """
                ,'retry_policy':{'max_attempts':null,'retry_delay_ms':null,'dead_letter_stage':null,
                 'max_expirations':null}""");
        assertThat(scene.details(other).number("max_expirations")).isEqualTo(10);
    }

    @Test
    void theLatestRunIsAbsentBeforeTheFirstClaim() {
        Scene scene = Scene.on(server);
        String id = scene.task(scene.pipeline());
        assertThat(scene.details(id).has("latest_run")).isFalse();
        Scene.Held first = scene.claim("coder");
        assertThat(scene.details(id).text("latest_run.id")).isEqualTo(first.run());
        first.fail().is(200);
        server.turn(Duration.ofSeconds(1));
        Scene.Held second = scene.claim("coder");
        JsonTree task = scene.details(id);
        assertThat(task.text("latest_run.id")).isEqualTo(second.run());
        assertThat(task.at("latest_run").plain())
                .isEqualTo(Scene.withoutTelemetry(
                        server.client().get("/runs/" + second.run()).json()));
    }

    @Test
    void theTransitionsOfTheStageAreThoseOfTheDefinitionInItsOrder() {
        Scene scene = Scene.on(server);
        Scene.Held held = scene.held();
        held.finish().is(200);
        assertThat(scene.task(held).at("available_transitions").plain())
                .isEqualTo(JsonTree.of(JsonTree.quoted("""
                                        [{'trigger':'approve','to':'done','required_gates':['tests','lint']},
                                         {'trigger':'reject','to':'todo','required_gates':[]}]""")).plain());
    }

    @Test
    void aTaskInATerminalStageHasNoWayOn() {
        Scene scene = Scene.on(server);
        Scene.Held held = scene.held();
        held.skip().is(200);
        JsonTree task = scene.task(held);
        assertThat(task.elements("available_transitions")).isEmpty();
        assertThat(task.text("state")).isEqualTo("done");
        assertThat(task.number("task_version")).isEqualTo(2);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Scene scene = Scene.on(server);
        String pipeline = scene.pipeline();
        server.client().get("/tasks/nope").isRefused(404, "not_found", "task", "nope");
        server.client()
                .post("/tasks", "{'pipeline_id':'nope','title':'t','description':'d'}")
                .isRefused(404, "pipeline_not_found", "pipeline_id", "nope");
        server.client()
                .post("/tasks", "{'pipeline_id':'%s','title':'t','description':'d','dependencies':['nope']}", pipeline)
                .isRefused(404, "task_not_found", "nope");
        assertThat(server.client().get("/tasks").json().elements("items")).isEmpty();
    }

    @Test
    void aDependencyIsNamedOnce() {
        Scene scene = Scene.on(server);
        String pipeline = scene.pipeline();
        String other = scene.task(pipeline);
        server.client()
                .post(
                        "/tasks",
                        "{'pipeline_id':'%s','title':'t','description':'d','dependencies':['%s','%s']}",
                        pipeline,
                        other,
                        other)
                .isRefused(409, "duplicate_dependency", other);
        assertThat(server.client().get("/tasks").json().elements("items")).hasSize(1);
    }

    @Test
    void aDependencyIsTheIdOfATask() {
        String pipeline = Scene.on(server).pipeline();
        for (String dependency : List.of("", "#0")) {
            server.client()
                    .post(
                            "/tasks",
                            "{'pipeline_id':'%s','title':'t','description':'d','dependencies':['%s']}",
                            pipeline,
                            dependency)
                    .isRefused(400, "invalid_dependency", "dependencies");
        }
    }

    @Test
    void aTaskIsCreatedWithAThousandDependenciesAtMost() {
        String pipeline = Scene.on(server).pipeline();
        String many = String.join(",", Collections.nCopies(1_001, "\"nope\""));
        server.client()
                .post(
                        "/tasks",
                        "{'pipeline_id':'%s','title':'t','description':'d','dependencies':[%s]}",
                        pipeline,
                        many)
                .isRefused(400, "validation_failed", "dependencies");
    }
}
