package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.task.NewTask;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RaceTest {
    private static final int TASKS = 2_000;
    private static final int AGENTS = 64;

    @RegisterExtension
    final TestServer server = TestServer.open();

    @Test
    void manyAgentsClaimManyTasksAndEachIsClaimedOnce() {
        PipelineId pipeline = new PipelineId(Scene.on(server).pipeline());
        List<String> tasks = server.tracker().transaction(all -> {
            List<String> created = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                created.add(all.tasks().create(NewTask.of(pipeline, "", "")).value());
            }
            return created;
        });
        List<List<String>> claimed = Crowd.together(AGENTS, this::work);
        assertThat(claimed.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(claimed.stream().filter(each -> !each.isEmpty()).count()).isGreaterThan(AGENTS / 2);
        assertThat(server.client().get("/health").number("active_leases")).isEqualTo(TASKS);
    }

    /** Claim over a connection of one's own until there is no work. */
    private List<String> work(int agent) {
        List<String> claimed = new ArrayList<>();
        String body = JsonTree.quoted("{'agent_id':'agent-%d','agent_role':'coder'}", agent);
        try (RawConnection connection = RawConnection.to(server)) {
            while (true) {
                Received answer =
                        connection.exchange("POST", "/leases/claim", "Content-Length: " + body.length() + "\r\n", body);
                if (answer.status() == 204) {
                    return claimed;
                }
                claimed.add(answer.is(200).text("task.id"));
            }
        }
    }
}
