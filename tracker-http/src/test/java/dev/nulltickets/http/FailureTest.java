package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FailureTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private JsonTree lastEvent(Scene.Held held) {
        return server.client()
                .get("/runs/" + held.run() + "/events")
                .is(200)
                .json()
                .elements("items")
                .getLast();
    }

    @Test
    void aFailedTaskIsClaimedAgainAfterItsRetryDelay() {
        Scene scene = Scene.on(server);
        String task = scene.task(scene.pipeline(), ",'retry_policy':{'retry_delay_ms':5000,'max_attempts':3}");
        Scene.Held held = scene.claim("coder");
        held.fail().is(200, "{'status':'failed'}");
        JsonTree waiting = scene.details(task);
        assertThat(waiting.text("state")).isEqualTo("scheduled");
        assertThat(waiting.number("next_eligible_at_ms")).isEqualTo(TestServer.START_MS + 5000);
        assertThat(waiting.number("task_version")).isEqualTo(1);
        JsonTree event = lastEvent(held);
        assertThat(event.text("kind")).isEqualTo("retry_scheduled");
        assertThat(event.number("data.next_eligible_at_ms")).isEqualTo(TestServer.START_MS + 5000);
        server.turn(Duration.ofMillis(4999));
        scene.noWork("coder");
        server.turn(Duration.ofMillis(1));
        assertThat(scene.claim("coder").task()).isEqualTo(task);
    }

    @Test
    void withoutALimitATaskIsRetriedAtOnceForEver() {
        Scene scene = Scene.on(server);
        scene.task(scene.pipeline());
        for (int i = 0; i < 15; i++) {
            scene.claim("coder").fail().is(200);
        }
        scene.claim("coder");
    }

    @Test
    void aTaskThatFailedOnceTooOftenIsADeadLetter() {
        Scene scene = Scene.on(server);
        String task = scene.task(scene.pipeline(), ",'retry_policy':{'max_attempts':2,'dead_letter_stage':'review'}");
        scene.claim("coder").fail().is(200);
        Scene.Held last = scene.claim("coder");
        last.fail().is(200);
        JsonTree dead = scene.details(task);
        assertThat(dead.text("stage")).isEqualTo("review");
        assertThat(dead.text("state")).isEqualTo("dead_lettered");
        assertThat(dead.text("dead_letter_reason")).isEqualTo("max_attempts_exceeded");
        JsonTree event = lastEvent(last);
        assertThat(event.text("kind")).isEqualTo("dead_letter");
        assertThat(event.text("data.reason")).isEqualTo("max_attempts_exceeded");
        scene.noWork("coder");
        scene.noWork("reviewer");
        server.pass(Duration.ofDays(30));
        scene.noWork("reviewer");
    }

    @Test
    void withoutADeadLetterStageItStaysWhereItIs() {
        Scene scene = Scene.on(server);
        String task = scene.task(scene.pipeline(), ",'retry_policy':{'max_attempts':1}");
        scene.claim("coder").fail().is(200);
        assertThat(scene.details(task).text("stage")).isEqualTo("todo");
        assertThat(scene.details(task).text("state")).isEqualTo("dead_lettered");
        scene.noWork("coder");
    }

    @Test
    void failuresAreCountedFromTheEntryIntoTheStage() {
        Scene scene = Scene.on(server);
        String task = scene.task(scene.pipeline(), ",'retry_policy':{'max_attempts':2}");
        scene.claim("coder").fail().is(200);
        scene.claim("coder").finish().is(200);
        scene.claim("reviewer").fail().is(200);
        assertThat(scene.details(task).text("state")).isEqualTo("ready");
        Scene.Held fourth = scene.claim("reviewer");
        assertThat(scene.details(task).number("latest_run.attempt")).isEqualTo(4);
        fourth.fail().is(200);
        assertThat(scene.details(task).text("dead_letter_reason")).isEqualTo("max_attempts_exceeded");
    }

    @Test
    void aFailureSaysWhy() {
        Scene scene = Scene.on(server);
        Scene.Held held = scene.held();
        held.post("fail", "{}").isRefused(400, "invalid_json", "error");
        held.post("fail", "{'error':7}").isRefused(400, "invalid_json", "error");
        held.post("fail", "{'error':'x','usage':[]}").isRefused(400, "invalid_json", "usage");
        held.post("fail", "{'error':''}").is(200);
        assertThat(server.client().get("/runs/" + held.run()).text("error")).isEmpty();
    }
}
