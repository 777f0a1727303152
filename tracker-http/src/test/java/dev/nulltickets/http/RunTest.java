package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    @Test
    void runStateNamesTheLatestRun() {
        Scene scene = Scene.on(server);
        String task = scene.task(scene.pipeline());
        server.client().get("/tasks/" + task + "/run-state").isRefused(404, "not_found", task);
        Scene.Held first = scene.claim("coder");
        server.client().get("/tasks/" + task + "/run-state").is(200, "{'run_id':'" + first.run() + "'}");
        first.fail().is(200);
        server.client().get("/tasks/" + task + "/run-state").is(200, "{'run_id':'" + first.run() + "'}");
        Scene.Held second = scene.claim("coder");
        server.client().get("/tasks/" + task + "/run-state").is(200, "{'run_id':'" + second.run() + "'}");
    }

    @Test
    void aRunShowsItsUsageAndItsError() {
        Scene scene = Scene.on(server);
        Scene.Held failed = scene.held();
        server.turn(Duration.ofSeconds(3));
        failed.post("fail", "{'error':'out of luck','usage':{'tokens': 12.50}}").is(200, "{'status':'failed'}");
        Received run = server.client().get("/runs/" + failed.run()).is(200);
        assertThat(run.text("status")).isEqualTo("failed");
        assertThat(run.text("error")).isEqualTo("out of luck");
        assertThat(run.json().at("usage")).hasToString("{\"tokens\": 12.50}");
        assertThat(run.number("ended_at_ms")).isEqualTo(TestServer.START_MS + 3000);

        Scene.Held moved = scene.claim("coder");
        moved.post("transition", "{'trigger':'skip','usage':{'tokens':7}}").is(200);
        Received done = server.client().get("/runs/" + moved.run()).is(200);
        assertThat(done.text("status")).isEqualTo("completed");
        assertThat(done.json().isNull("error")).isTrue();
        assertThat(done.number("usage.tokens")).isEqualTo(7);
        assertThat(scene.task(moved).number("latest_run.usage.tokens")).isEqualTo(7);
    }

    @Test
    void theRunsOfATaskAreListedByAttempt() {
        Scene scene = Scene.on(server);
        Scene.Held first = scene.held();
        first.fail().is(200);
        Scene.Held second = scene.claim("coder");
        second.finish().is(200);
        Scene.Held third = scene.claim("reviewer");
        JsonTree runs =
                server.client().get("/tasks/" + first.task() + "/runs").is(200).json();
        assertThat(runs.texts("items", "id")).containsExactly(first.run(), second.run(), third.run());
        assertThat(runs.texts("items", "status")).containsExactly("failed", "completed", "running");
        assertThat(runs.elements("items").stream().map(run -> run.number("attempt")))
                .containsExactly(1L, 2L, 3L);
        assertThat(runs.isNull("next_cursor")).isTrue();
        assertThat(runs.at("items.2").plain())
                .isEqualTo(Scene.withoutTelemetry(
                        server.client().get("/runs/" + third.run()).json()));
    }

    @Test
    void aTaskThatWasNeverClaimedHasNoRuns() {
        Scene scene = Scene.on(server);
        String task = scene.task(scene.pipeline());
        server.client().get("/tasks/" + task + "/runs").is(200, "{'items':[],'next_cursor':null}");
    }

    @Test
    void fiftyRunsAreOnAPageUnlessItIsTold() {
        Scene scene = Scene.on(server);
        String task = scene.task(scene.pipeline());
        for (int i = 0; i < 51; i++) {
            scene.claim("coder").fail().is(200);
        }
        String runs = "/tasks/" + task + "/runs";
        assertThat(server.client().get(runs).json().elements("items")).hasSize(50);
        assertThat(server.client().get(runs + "?limit=60").json().elements("items"))
                .hasSize(51);
        server.client().get(runs + "?limit=1001").isRefused(400, "invalid_limit", "limit");
        server.client().get(runs + "?cursor=nope").isRefused(400, "invalid_cursor", "cursor");
    }

    @Test
    void listsOfAnUnknownTaskOrRunAreNotFound() {
        for (String path : new String[] {
            "/tasks/nope/runs", "/tasks/nope/run-state", "/runs/nope", "/runs/nope/events", "/runs/nope/gates"
        }) {
            server.client().get(path).isRefused(404, "not_found", "nope");
        }
    }
}
