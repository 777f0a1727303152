package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.RunStatus;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransitionTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;
    private Scene.Held held;

    @BeforeEach
    void claimATask() {
        scene = Scene.on(server);
        held = scene.held();
    }

    private Received transition(String body) {
        return held.post("transition", body);
    }

    @Test
    void aTransitionEndsTheRunAndMovesTheTask() {
        server.turn(Duration.ofSeconds(4));
        transition("{'trigger':'finish'}").is(200, "{'previous_stage':'todo','new_stage':'review','trigger':'finish'}");
        JsonTree task = scene.task(held);
        assertThat(task.text("stage")).isEqualTo("review");
        assertThat(task.text("state")).isEqualTo("ready");
        assertThat(task.number("task_version")).isEqualTo(2);
        assertThat(task.number("updated_at_ms")).isEqualTo(TestServer.START_MS + 4000);
        assertThat(task.text("latest_run.status")).isEqualTo("completed");
        assertThat(task.number("latest_run.ended_at_ms")).isEqualTo(TestServer.START_MS + 4000);
        held.heartbeat().is(404);
    }

    @Test
    void aTransitionIsAnEventWithTheInstructionsOfTheDefinition() {
        transition("{'trigger':'finish'}").is(200);
        JsonTree event = event();
        assertThat(event.text("kind")).isEqualTo("transition");
        assertThat(event.at("data").plain())
                .isEqualTo(JsonTree.of(JsonTree.quoted(
                                "{'trigger':'finish','from':'todo','to':'review','instructions':'Look closely'}"))
                        .plain());
    }

    @Test
    void theInstructionsOfTheRequestGoFirst() {
        transition("{'trigger':'finish','instructions':'Look at the clock'}").is(200);
        assertThat(event().text("data.instructions")).isEqualTo("Look at the clock");
    }

    private JsonTree event() {
        return server.client()
                .get("/runs/" + held.run() + "/events")
                .is(200)
                .json()
                .at("items.0");
    }

    @Test
    void aTriggerMustLeadOutOfTheStage() {
        transition("{'trigger':'approve'}").isRefused(400, "invalid_transition", "approve", "todo", "finish", "skip");
        transition("{'trigger':''}").isRefused(400, "validation_failed", "trigger");
        transition("{}").isRefused(400, "invalid_json", "trigger");
    }

    @Test
    void whatTheCallerExpectsMustHold() {
        transition("{'trigger':'finish','expected_stage':'review'}")
                .isRefused(409, "expected_stage_mismatch", "expected_stage", "review", "todo");
        transition("{'trigger':'finish','expected_task_version':2}")
                .isRefused(409, "task_version_mismatch", "expected_task_version", "2", "1");
        transition("{'trigger':'finish','expected_task_version':'1'}")
                .isRefused(400, "invalid_json", "expected_task_version");
        transition("{'trigger':'nope','expected_stage':'review','expected_task_version':2}")
                .isRefused(409, "expected_stage_mismatch");
        transition("{'trigger':'nope','expected_task_version':2}").isRefused(409, "task_version_mismatch");
        transition("{'trigger':'finish','expected_stage':'todo','expected_task_version':1}")
                .is(200);
    }

    @Test
    void aRunThatIsNotRunningIsAConflict() {
        // The lease goes with its run, so only a store that was tampered with holds one without the other.
        server.store()
                .write(tx -> tx.runs()
                        .finish(new RunId(held.run()), RunStatus.FAILED, tx.now(), JsonText.EMPTY_OBJECT, null));
        transition("{'trigger':'finish'}").isRefused(409, "conflict", held.run());
        assertThat(scene.task(held).text("stage")).isEqualTo("todo");
    }

    @Test
    void aTransitionClearsTheRetryDelay() {
        String task = scene.task(scene.pipeline(), ",'retry_policy':{'retry_delay_ms':5000}");
        held = scene.claim("coder");
        held.fail().is(200);
        server.turn(Duration.ofSeconds(5));
        held = scene.claim("coder");
        assertThat(held.task()).isEqualTo(task);
        transition("{'trigger':'finish'}").is(200);
        assertThat(scene.task(held).number("next_eligible_at_ms")).isZero();
    }

    @Test
    void anEndedRunMovesNothing() {
        transition("{'trigger':'finish'}").is(200);
        transition("{'trigger':'finish'}").isRefused(404, "not_found", held.run());
        held.fail().isRefused(404, "not_found", held.run());
        assertThat(scene.task(held).number("task_version")).isEqualTo(2);
    }
}
