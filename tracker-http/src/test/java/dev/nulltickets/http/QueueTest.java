package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueueTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private Scene scene;

    @BeforeEach
    void begin() {
        scene = Scene.on(server);
    }

    /** Return the figures of the coders, in one line. */
    private String coders(String query) {
        JsonTree queue = server.client().get("/ops/queue" + query).is(200).json();
        assertThat(queue.texts("roles", "role")).containsExactly("coder", "reviewer");
        JsonTree coder = queue.at("roles.0");
        return "claimable %s, oldest %s, failed %s, stuck %s, near expiry %s"
                .formatted(
                        coder.at("claimable_count"),
                        coder.at("oldest_claimable_age_ms"),
                        coder.at("failed_count"),
                        coder.at("stuck_count"),
                        coder.at("near_expiry_leases"));
    }

    @Test
    void anEmptyTrackerHasNoRoles() {
        server.client().get("/ops/queue").is(200, "{'roles':[],'generated_at_ms':%d}".formatted(TestServer.START_MS));
    }

    @Test
    void aRoleWithoutWorkIsThereToo() {
        scene.pipeline();
        server.client().get("/ops/queue").is(200, """
                {'roles':[
                  {'role':'coder','claimable_count':0,'oldest_claimable_age_ms':null,'failed_count':0,'stuck_count':0,'near_expiry_leases':0},
                  {'role':'reviewer','claimable_count':0,'oldest_claimable_age_ms':null,'failed_count':0,'stuck_count':0,'near_expiry_leases':0}],
                 'generated_at_ms':%d}""".formatted(TestServer.START_MS));
    }

    @Test
    void figuresSayWhatIsTrueNow() {
        String pipeline = scene.pipeline();
        scene.task(pipeline);
        server.turn(Duration.ofSeconds(7));
        scene.task(scene.pipeline());
        assertThat(coders("")).isEqualTo("claimable 2, oldest 7000, failed 0, stuck 0, near expiry 0");
        Scene.Held held = scene.claim("coder", 100_000);
        assertThat(coders("")).isEqualTo("claimable 1, oldest 0, failed 0, stuck 0, near expiry 0");
        server.turn(Duration.ofSeconds(41));
        assertThat(coders("")).isEqualTo("claimable 1, oldest 41000, failed 0, stuck 0, near expiry 1");
        held.fail().is(200);
        assertThat(coders("")).isEqualTo("claimable 2, oldest 48000, failed 1, stuck 0, near expiry 0");
    }

    @Test
    void whatIsNearAndWhatIsStuckTheCallerSays() {
        scene.task(scene.pipeline());
        scene.claim("coder", 1_000_000);
        server.turn(Duration.ofMinutes(5));
        assertThat(coders("")).endsWith("stuck 1, near expiry 0");
        assertThat(coders("?stuck_ms=300001")).endsWith("stuck 0, near expiry 0");
        assertThat(coders("?stuck_ms=0&near_expiry_ms=700000")).endsWith("stuck 1, near expiry 1");
        assertThat(coders("?near_expiry_ms=699999&stuck_ms=315360000000")).endsWith("stuck 0, near expiry 0");
    }

    @Test
    void aTimeIsAWholeNumberOfMilliseconds() {
        for (String name : List.of("near_expiry_ms", "stuck_ms")) {
            for (String value : List.of(
                    "",
                    "x",
                    "-1",
                    "1.5",
                    "1e3",
                    "+1",
                    "%201",
                    "315360000001",
                    "99999999999999999999",
                    "%F0%9F%98%80")) {
                server.client()
                        .get("/ops/queue?" + name + "=" + value)
                        .isRefused(400, "validation_failed", name, "from 0 to 315360000000");
            }
        }
    }
}
