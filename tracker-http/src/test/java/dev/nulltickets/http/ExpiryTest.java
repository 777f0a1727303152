package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExpiryTest {
    private static final Duration TTL = Duration.ofSeconds(10);

    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;
    private String task;
    private Scene.Held held;

    @BeforeEach
    void claimATask() {
        scene = Scene.on(server);
        task = scene.task(
                scene.pipeline(),
                ",'retry_policy':{'retry_delay_ms':60000,'max_attempts':1,'max_expirations':2,"
                        + "'dead_letter_stage':'graveyard'}");
        held = scene.claim("coder", TTL.toMillis());
    }

    private void refusesEverything(int status, String code) {
        held.heartbeat().isRefused(status, code);
        held.post("events", "{'kind':'note'}").isRefused(status, code);
        held.post("gates", "{'gate':'tests','status':'pass'}").isRefused(status, code);
        held.finish().isRefused(status, code);
        held.fail().isRefused(status, code);
    }

    private JsonTree events() {
        return server.client().get("/runs/" + held.run() + "/events").is(200).json();
    }

    @Test
    void aLeaseHoldsUntilItsLastMillisecond() {
        server.pass(TTL.minusMillis(1));
        held.post("events", "{'kind':'note'}").is(201);
        server.pass(Duration.ofMillis(1));
        refusesEverything(410, "expired");
    }

    @Test
    void aLeaseIsWorthlessAtOnceWhetherOrNotAnybodyTookTheTaskBack() {
        server.turn(TTL);
        refusesEverything(410, "expired");
        server.pass(Duration.ZERO);
        refusesEverything(410, "expired");
    }

    @Test
    void aWrongTokenIsRefusedAlsoForAnExpiredLease() {
        server.pass(TTL);
        server.client()
                .as("0".repeat(64))
                .postNothing("/leases/" + held.lease() + "/heartbeat")
                .isRefused(401, "unauthorized");
    }

    @Test
    void anExpiredRunIsStaleAndItsTaskWaitsForTheRetryDelay() {
        server.pass(TTL);
        JsonTree run = server.client().get("/runs/" + held.run()).is(200).json();
        assertThat(run.text("status")).isEqualTo("stale");
        assertThat(run.number("ended_at_ms")).isEqualTo(TestServer.START_MS + 10_000);
        assertThat(run.isNull("error")).isTrue();
        JsonTree waiting = scene.details(task);
        assertThat(waiting.text("state")).isEqualTo("scheduled");
        assertThat(waiting.number("next_eligible_at_ms")).isEqualTo(TestServer.START_MS + 70_000);
        server.pass(Duration.ofMillis(59_999));
        scene.noWork("coder");
        server.pass(Duration.ofMillis(1));
        assertThat(scene.claim("coder").task()).isEqualTo(task);
    }

    @Test
    void anExpiryIsAnEvent() {
        server.pass(TTL);
        JsonTree event = events().elements("items").getLast();
        assertThat(event.text("kind")).isEqualTo("lease_expired");
        assertThat(event.text("data.lease_id")).isEqualTo(held.lease());
        assertThat(event.number("data.expired_at_ms")).isEqualTo(TestServer.START_MS + 10_000);
        server.pass(Duration.ofHours(1));
        assertThat(events().elements("items")).hasSize(1);
    }

    @Test
    void onceTheTaskIsClaimedAgainTheOldLeaseIsGone() {
        server.pass(TTL);
        server.pass(Duration.ofMinutes(1));
        refusesEverything(410, "expired");
        Scene.Held next = scene.claim("coder");
        assertThat(next.task()).isEqualTo(task);
        refusesEverything(404, "not_found");
        next.heartbeat().is(200);
    }

    @Test
    void expiriesCountApartFromFailures() {
        server.pass(TTL);
        server.pass(Duration.ofMinutes(1));
        assertThat(scene.details(task).isNull("dead_letter_reason")).isTrue();
        held = scene.claim("coder", 1000);
        server.pass(Duration.ofSeconds(1));
        JsonTree dead = scene.details(task);
        assertThat(dead.text("dead_letter_reason")).isEqualTo("max_expirations_exceeded");
        assertThat(dead.text("stage")).isEqualTo("graveyard");
        assertThat(events().texts("items", "kind")).containsExactly("lease_expired", "dead_letter");
        refusesEverything(410, "expired");
        server.pass(Duration.ofDays(1));
        scene.noWork("coder");
    }

    @Test
    void tenExpiriesAreTheDefault() {
        String other = scene.task(scene.pipeline());
        for (int i = 0; i < 10; i++) {
            assertThat(scene.details(other).text("state")).isEqualTo("ready");
            assertThat(scene.claim("coder", 1000).task()).isEqualTo(other);
            server.pass(Duration.ofSeconds(1));
        }
        assertThat(scene.details(other).text("dead_letter_reason")).isEqualTo("max_expirations_exceeded");
    }

    @Test
    void aClaimTakesBackWhatIsDue() {
        String other = scene.task(scene.pipeline());
        scene.claim("coder", 1000);
        server.turn(Duration.ofSeconds(1));
        assertThat(scene.claim("coder").task()).isEqualTo(other);
    }
}
