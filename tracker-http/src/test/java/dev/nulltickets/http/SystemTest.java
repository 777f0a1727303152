package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SystemTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    @Test
    void anEmptyTrackerIsHealthy() {
        server.client()
                .get("/health")
                .is(200, "{'status':'ok','version':'1.2.3-test','tasks_by_stage':[],'active_leases':0}");
    }

    @Test
    void healthCountsTasksByStageOverAllPipelinesAndLiveLeases() {
        Scene scene = Scene.on(server);
        String one = scene.pipeline();
        String two = scene.pipeline();
        scene.task(one);
        scene.task(one);
        scene.task(two);
        scene.claim("coder").finish().is(200);
        scene.claim("coder");
        server.client().get("/health").is(200, """
                        {'status':'ok','version':'1.2.3-test','active_leases':1,
                         'tasks_by_stage':[{'stage':'review','count':1},{'stage':'todo','count':2}]}""");
    }

    @Test
    void theDocumentIsServedAtBothPlaces() {
        String document = server.client().get("/openapi.json").is(200).body();
        assertThat(document).isEqualTo(OpenApiDocument.text());
        assertThat(server.client().get("/.well-known/openapi.json").is(200).body())
                .isEqualTo(document);
        assertThat(JsonTree.of(document).text("openapi")).isEqualTo("3.1.0");
    }
}
