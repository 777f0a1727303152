package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;
    private String pipeline;

    @BeforeEach
    void makeAPipeline() {
        scene = Scene.on(server);
        pipeline = scene.pipeline();
    }

    private Received claim(String more) {
        return server.client().post("/leases/claim", "{'agent_id':'ada','agent_role':'coder'" + more + "}");
    }

    private Received limited(String limits) {
        return claim(",'concurrency':{'per_state':{" + limits + "}}");
    }

    @Test
    void withoutWorkThereIsNoContent() {
        assertThat(claim("").is(204).body()).isEmpty();
        assertThat(claim("").header("content-type")).isEmpty();
    }

    @Test
    void aClaimHandsOutTheTaskARunAndALease() {
        String task = scene.task(pipeline);
        server.turn(Duration.ofSeconds(1));
        Received claimed = claim("").is(200);
        long now = TestServer.START_MS + 1000;
        JsonTree json = claimed.json();
        assertThat(json.names()).containsExactlyInAnyOrder("task", "run", "lease_id", "lease_token", "expires_at_ms");
        assertThat(json.text("task.id")).isEqualTo(task);
        assertThat(json.text("task.state")).isEqualTo("leased");
        assertThat(json.number("task.task_version")).isEqualTo(1);
        assertThat(json.text("lease_token")).matches("[0-9a-f]{64}");
        assertThat(json.number("expires_at_ms")).isEqualTo(now + 300_000);
        assertThat(json.at("run").plain())
                .isEqualTo(JsonTree.of(JsonTree.quoted("""
                        {'id':'%s','task_id':'%s','attempt':1,'status':'running','agent_id':'ada',
                         'agent_role':'coder','started_at_ms':%d,'ended_at_ms':null,'usage':{},'error':null}""", json.text("run.id"), task, now))
                        .plain());
        assertThat(Scene.withoutTelemetry(server.client()
                        .get("/runs/" + json.text("run.id"))
                        .is(200)
                        .json()))
                .isEqualTo(json.at("run").plain());
        claim("").is(204);
    }

    @Test
    void theHighestPriorityGoesFirstThenTheOldest() {
        String old = scene.task(pipeline);
        server.turn(Duration.ofMillis(1));
        String young = scene.task(pipeline);
        String low = scene.task(pipeline, ",'priority':-9223372036854775808");
        String high = scene.task(scene.pipeline(), ",'priority':9223372036854775807");
        assertThat(List.of(claimed(), claimed(), claimed(), claimed())).containsExactly(high, old, young, low);
    }

    private String claimed() {
        return claim("").is(200).text("task.id");
    }

    @Test
    void aRoleGetsTheTasksOfItsStagesOnly() {
        scene.task(pipeline);
        scene.noWork("reviewer");
        scene.noWork("Coder");
        scene.claim("coder").finish().is(200);
        scene.noWork("coder");
        scene.claim("reviewer");
    }

    @Test
    void whatBlocksTheHeadOfTheLineHidesNothingBelow() {
        String blocker = scene.task(pipeline, ",'assigned_agent_id':'nobody'");
        for (int i = 0; i < 30; i++) {
            scene.task(pipeline, ",'priority':9,'assigned_agent_id':'bob'");
            scene.task(pipeline, ",'priority':8,'dependencies':['" + blocker + "']");
        }
        String free = scene.task(pipeline);
        assertThat(claimed()).isEqualTo(free);
        claim("").is(204);
    }

    @Test
    void aTerminalStageIsNeverClaimedWhateverItsRole() {
        String ending = scene.pipeline(JsonTree.quoted("""
                {'initial':'end','states':{'end':{'terminal':true,'agent_role':'coder'},'a':{'agent_role':'coder'}},
                 'transitions':[{'from':'a','to':'end','trigger':'go'}]}"""));
        scene.task(ending);
        claim("").is(204);
    }

    @Test
    void aLeaseHoldsFromOneSecondToOneDay() {
        scene.task(pipeline);
        for (long ttl : List.of(999L, 0L, -1L, 86_400_001L, Long.MAX_VALUE, Long.MIN_VALUE)) {
            claim(",'lease_ttl_ms':" + ttl)
                    .isRefused(400, "invalid_ttl", "lease_ttl_ms", "1000", "86400000", Long.toString(ttl));
        }
        assertThat(claim(",'lease_ttl_ms':1000").is(200).number("expires_at_ms"))
                .isEqualTo(TestServer.START_MS + 1000);
        scene.task(pipeline);
        assertThat(claim(",'lease_ttl_ms':86400000").is(200).number("expires_at_ms"))
                .isEqualTo(TestServer.START_MS + 86_400_000);
    }

    @Test
    void aTtlIsCheckedAlsoWhenThereIsNoWork() {
        claim(",'lease_ttl_ms':5").isRefused(400, "invalid_ttl", "lease_ttl_ms");
    }

    @Test
    void aLimitSkipsStagesThatHoldThatManyLiveLeases() {
        scene.task(pipeline, ",'priority':2");
        scene.task(pipeline, ",'priority':1");
        scene.task(pipeline);
        limited("'todo':2").is(200);
        limited("'todo':2").is(200);
        limited("'todo':2").is(204);
        limited("'todo':3,'nope':1").is(200);
    }

    @Test
    void aLimitCountsPerPipeline() {
        scene.task(pipeline, ",'priority':9");
        scene.task(pipeline, ",'priority':9");
        limited("'todo':1").is(200);
        limited("'todo':1").is(204);
        String elsewhere = scene.task(scene.pipeline());
        assertThat(limited("'todo':1").is(200).text("task.id")).isEqualTo(elsewhere);
        limited("'todo':1").is(204);
    }

    @Test
    void aLimitCountsOnlyLeasesThatAreLive() {
        scene.task(pipeline);
        scene.task(pipeline);
        limited("'todo':1").is(200);
        limited("'todo':1").is(204);
        server.turn(Duration.ofMinutes(5));
        limited("'todo':1").is(200);
    }

    @Test
    void aLimitIsAWholeNumberOfAtLeastOne() {
        scene.task(pipeline);
        for (String bad : List.of("0", "-1", "1.0", "1e3", "'1'", "null", "true", "[]", "{}")) {
            limited("'todo':" + bad).isRefused(400, "validation_failed", "concurrency.per_state.todo");
        }
        claim(",'concurrency':{'per_state':[]}").isRefused(400, "invalid_json", "concurrency.per_state");
        claim(",'concurrency':7").isRefused(400, "invalid_json", "concurrency");
        claim(",'concurrency':{}").is(200);
    }

    @Test
    void aTaskThatIsClaimedAgainIsTheNextAttempt() {
        String task = scene.task(pipeline);
        for (int attempt = 1; attempt <= 3; attempt++) {
            Scene.Held held = scene.claim("coder");
            assertThat(scene.details(task).number("latest_run.attempt")).isEqualTo(attempt);
            held.fail().is(200);
        }
    }
}
