package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Claim several tasks at once. */
class ClaimListTest {
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
        return claim(server.client(), more);
    }

    private static Received claim(Client client, String more) {
        return client.post("/leases/claim", "{'agent_id':'ada','agent_role':'coder'," + more + "}");
    }

    private static List<String> tasks(Received claimed) {
        return claimed.is(200).json().elements("claims").stream()
                .map(claim -> claim.text("task.id"))
                .toList();
    }

    @Test
    void theBestComeFirstAndEachHasATokenOfItsOwn() {
        String old = scene.task(pipeline);
        String young = scene.task(pipeline);
        String high = scene.task(pipeline, ",'priority':1");
        Received claimed = claim("'max_tasks':2");
        assertThat(tasks(claimed)).containsExactly(high, old);
        assertThat(claimed.json().names()).containsExactly("claims");
        assertThat(claimed.json().at("claims.0").names())
                .containsExactlyInAnyOrder("task", "run", "lease_id", "lease_token", "expires_at_ms");
        for (JsonTree claim : claimed.json().elements("claims")) {
            server.client()
                    .as(claim.text("lease_token"))
                    .post("/runs/" + claim.text("run.id") + "/transition", "{'trigger':'finish'}")
                    .is(200);
        }
        assertThat(tasks(claim("'max_tasks':100"))).containsExactly(young);
        claim("'max_tasks':100").is(204);
    }

    @Test
    void aListOfOneIsAListAndWithoutTheFieldThereIsNone() {
        scene.task(pipeline);
        assertThat(tasks(claim("'max_tasks':1"))).hasSize(1);
        claim("'max_tasks':1").is(204);
        scene.task(pipeline);
        assertThat(claim("'max_tasks':null").is(200).json().has("claims")).isFalse();
    }

    @Test
    void limitsHoldAcrossTheTasksOfOneClaim() {
        for (int i = 0; i < 5; i++) {
            scene.task(pipeline);
        }
        String limited = "'max_tasks':4,'concurrency':{'per_state':{'todo':3}}";
        assertThat(tasks(claim(limited))).hasSize(3);
        claim(limited).is(204);
        assertThat(tasks(claim("'max_tasks':4"))).hasSize(2);
    }

    @Test
    void oneToAHundredMayBeAskedFor() {
        scene.task(pipeline);
        for (String bad : List.of("0", "-1", "101", "99999999999999999999", "-99999999999999999999")) {
            claim("'max_tasks':" + bad).isRefused(400, "validation_failed", "max_tasks must be from 1 to 100");
        }
        for (String bad : List.of("'1'", "1.0", "true", "[]")) {
            claim("'max_tasks':" + bad).isRefused(400, "invalid_json", "max_tasks must be a whole number");
        }
    }

    @Test
    void aListIsClaimedOnceForOneKey() {
        scene.task(pipeline);
        scene.task(pipeline);
        Client once = server.client().once("claims-1");
        claim(once, "'max_tasks':3,'agent_role':'reviewer'").is(204);
        Received first = claim(once, "'max_tasks':3");
        assertThat(tasks(first)).hasSize(2);
        claim(once, "'max_tasks':3").is(200, first.body());
        claim(once, "'max_tasks':2").isRefused(409, "idempotency_conflict");
    }
}
