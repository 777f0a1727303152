package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeartbeatTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene.Held held;

    @BeforeEach
    void claimATask() {
        Scene scene = Scene.on(server);
        scene.task(scene.pipeline());
        held = scene.claim("coder", 7_000);
    }

    private Received beat(String body) {
        return held.holder().post("/leases/" + held.lease() + "/heartbeat", body);
    }

    @Test
    void aHeartbeatExtendsTheLeaseByTheTtlThatWasClaimed() {
        server.turn(Duration.ofSeconds(6));
        held.heartbeat().is(200, "{'expires_at_ms':" + (TestServer.START_MS + 13_000) + "}");
        server.turn(Duration.ofSeconds(6));
        beat("{}").is(200, "{'expires_at_ms':" + (TestServer.START_MS + 19_000) + "}");
        server.pass(Duration.ofMillis(6_999));
        held.heartbeat().is(200);
        server.pass(Duration.ofSeconds(7));
        held.heartbeat().isRefused(410, "expired", held.lease());
    }

    @Test
    void aHeartbeatMayChangeTheTtlFromThenOn() {
        assertThat(beat("{'lease_ttl_ms':60000}").is(200).number("expires_at_ms"))
                .isEqualTo(TestServer.START_MS + 60_000);
        server.turn(Duration.ofSeconds(59));
        assertThat(held.heartbeat().is(200).number("expires_at_ms")).isEqualTo(TestServer.START_MS + 119_000);
        assertThat(beat("{'lease_ttl_ms':1000}").is(200).number("expires_at_ms"))
                .isEqualTo(TestServer.START_MS + 60_000);
        server.turn(Duration.ofSeconds(1));
        held.heartbeat().isRefused(410, "expired");
    }

    @Test
    void aTtlOutOfRangeChangesNothing() {
        for (String ttl : List.of("999", "86400001", "-5")) {
            beat("{'lease_ttl_ms':" + ttl + "}").isRefused(400, "invalid_ttl", "lease_ttl_ms", ttl);
        }
        beat("{'lease_ttl_ms':'60000'}").isRefused(400, "invalid_json", "lease_ttl_ms");
        assertThat(held.heartbeat().number("expires_at_ms")).isEqualTo(TestServer.START_MS + 7_000);
    }

    @Test
    void whoHasNoRightToAskLearnsNothingOfTheBodysFlaws() {
        held.client()
                .as("wrong")
                .post("/leases/" + held.lease() + "/heartbeat", "{'lease_ttl_ms':5}")
                .isRefused(401, "unauthorized");
        held.client()
                .as(held.token())
                .post("/leases/nope/heartbeat", "{'lease_ttl_ms':5}")
                .isRefused(404, "not_found");
        server.turn(Duration.ofSeconds(7));
        beat("{'lease_ttl_ms':5}").isRefused(410, "expired");
    }

    @Test
    void aLeaseThatIsGoneIsNotFound() {
        held.holder().postNothing("/leases/nope/heartbeat").isRefused(404, "not_found", "nope");
        held.skip().is(200);
        held.heartbeat().isRefused(404, "not_found", held.lease());
    }
}
