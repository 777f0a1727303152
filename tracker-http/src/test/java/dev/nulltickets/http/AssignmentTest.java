package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AssignmentTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;
    private String task;

    @BeforeEach
    void makeATask() {
        scene = Scene.on(server);
        task = scene.task(scene.pipeline());
    }

    private String assignments() {
        return "/tasks/" + task + "/assignments";
    }

    private Received claim(String agent) {
        return server.client().post("/leases/claim", "{'agent_id':'%s','agent_role':'coder'}", agent);
    }

    @Test
    void anAssignedTaskGoesToItsAgentOnly() {
        server.client()
                .post(assignments(), "{'agent_id':'bob','assigned_by':'boss'}")
                .is(201, "{'status':'assigned'}");
        assertThat(scene.details(task).text("assigned_agent_id")).isEqualTo("bob");
        claim("ada").is(204);
        claim("Bob").is(204);
        claim("bob").is(200);
    }

    @Test
    void oneAssignmentIsActiveAndTheEarlierOnesStayListed() {
        server.client()
                .post(assignments(), "{'agent_id':'bob','assigned_by':'boss'}")
                .is(201);
        server.turn(Duration.ofSeconds(5));
        server.client().post(assignments(), "{'agent_id':'ada'}").is(201);
        long then = TestServer.START_MS;
        long now = then + 5000;
        server.client().get(assignments()).is(200, """
                [{'task_id':'%s','agent_id':'bob','assigned_by':'boss','active':false,
                  'created_at_ms':%d,'updated_at_ms':%d},
                 {'task_id':'%s','agent_id':'ada','assigned_by':null,'active':true,
                  'created_at_ms':%d,'updated_at_ms':%d}]""".formatted(task, then, now, task, now, now));
        claim("bob").is(204);
        claim("ada").is(200);
    }

    @Test
    void anAgentMayBeAssignedAgain() {
        server.client().post(assignments(), "{'agent_id':'bob'}").is(201);
        server.client().post(assignments(), "{'agent_id':'ada'}").is(201);
        server.client().post(assignments(), "{'agent_id':'bob'}").is(201);
        JsonTree list = server.client().get(assignments()).json();
        assertThat(list.elements().stream()
                        .filter(one -> one.at("active").toString().equals("true"))
                        .map(one -> one.text("agent_id")))
                .containsExactly("bob");
    }

    @Test
    void anUnassignedTaskGoesToAnybody() {
        server.client().post(assignments(), "{'agent_id':'bob'}").is(201);
        server.client().delete(assignments() + "/bob").is(200, "{'status':'unassigned'}");
        JsonTree list = server.client().get(assignments()).json();
        assertThat(list.at("0.active")).hasToString("false");
        assertThat(scene.details(task).isNull("assigned_agent_id")).isTrue();
        claim("ada").is(200);
    }

    @Test
    void onlyTheActiveAssignmentIsTakenAway() {
        server.client().post(assignments(), "{'agent_id':'bob'}").is(201);
        server.client().post(assignments(), "{'agent_id':'ada'}").is(201);
        server.client().delete(assignments() + "/bob").isRefused(404, "not_found", "bob");
        server.client().delete(assignments() + "/nobody").isRefused(404, "not_found", "nobody");
        server.client().delete("/tasks/nope/assignments/ada").isRefused(404, "not_found", "nope");
        claim("bob").is(204);
    }

    @Test
    void anAgentsNameIsPercentDecoded() {
        server.client().post(assignments(), "{'agent_id':'team a/ü+1%'}").is(201);
        server.client().delete(assignments() + "/team%20a%2F%C3%BC+1%25").is(200);
        server.client().post(assignments(), "{'agent_id':'team a/ü+1%'}").is(201);
        server.client().delete(assignments() + "/team%20a%2f%c3%bc%2B1%25").is(200);
    }

    @Test
    void aTaskMayBeAssignedAtItsCreation() {
        String mine = scene.task(scene.pipeline(), ",'priority':5,'assigned_agent_id':'bob'");
        JsonTree list =
                server.client().get("/tasks/" + mine + "/assignments").is(200).json();
        assertThat(list.text("0.agent_id")).isEqualTo("bob");
        assertThat(list.at("0.active")).hasToString("true");
        assertThat(list.isNull("0.assigned_by")).isTrue();
        assertThat(claim("ada").text("task.id")).isEqualTo(task);
        assertThat(claim("bob").text("task.id")).isEqualTo(mine);
    }

    @Test
    void whoeverHoldsTheLeaseKeepsItWhenTheTaskIsAssigned() {
        Scene.Held held = scene.claim("coder");
        server.client().post(assignments(), "{'agent_id':'bob'}").is(201);
        held.heartbeat().is(200);
        held.finish().is(200);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        server.client().post("/tasks/nope/assignments", "{'agent_id':'bob'}").isRefused(404, "task_not_found", "nope");
        server.client().get("/tasks/nope/assignments").isRefused(404, "not_found", "nope");
    }
}
