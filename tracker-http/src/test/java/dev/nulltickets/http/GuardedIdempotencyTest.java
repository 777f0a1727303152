package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuardedIdempotencyTest {
    @RegisterExtension
    final TestServer server = TestServer.guarded();

    @Test
    void theCredentialIsCheckedBeforeAReplay() {
        Client owner = server.client().as(TestServer.API_TOKEN);
        Scene scene = new Scene(owner);
        scene.task(scene.pipeline());
        String claim = "{'agent_id':'ada','agent_role':'coder'}";
        Received first = owner.once("k").post("/leases/claim", claim).is(200);
        server.client().once("k").post("/leases/claim", claim).isRefused(401, "unauthorized");
        server.client()
                .as(first.text("lease_token"))
                .once("k")
                .post("/leases/claim", claim)
                .isRefused(401, "unauthorized");
        assertThat(owner.once("k").post("/leases/claim", claim).body()).isEqualTo(first.body());
    }
}
