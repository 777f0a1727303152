package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonFields;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets 64 agents race for 10,000 tasks over HTTP: each task is claimed once. */
class RaceIT {
    private static final int AGENTS = 64;
    private static final int TASKS = 10_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path directory;

    @Test
    void everyTaskIsClaimedExactlyOnce() throws Exception {
        try (Program server = Program.start(directory, "--port=0")) {
            URI address = server.address();
            String pipeline =
                    JsonFields.parse(post(address, "/pipelines", """
                            {"name":"race","definition":{"initial":"work",
                             "states":{"work":{"agent_role":"runner"},"done":{"terminal":true}},
                             "transitions":[{"from":"work","to":"done","trigger":"finish"}]}}""").body()).string("id");
            Set<String> created = new HashSet<>(crowd(() -> create(address, pipeline)));
            assertThat(created).hasSize(TASKS);

            List<String> claimed = crowd(() -> claimAll(address));

            assertThat(claimed).hasSize(TASKS);
            assertThat(new HashSet<>(claimed)).isEqualTo(created);
        }
    }

    private List<String> create(URI address, String pipeline) throws Exception {
        List<String> ids = new ArrayList<>();
        while (left.getAndDecrement() > 0) {
            HttpResponse<String> answer = post(address, "/tasks", """
                            {"pipeline_id":"%s","title":"run","description":"as fast as you can"}""".formatted(pipeline));
            ids.add(JsonFields.parse(answer.body()).string("id"));
        }
        return ids;
    }

    private final AtomicInteger left = new AtomicInteger(TASKS);

    private List<String> claimAll(URI address) throws Exception {
        List<String> tasks = new ArrayList<>();
        while (true) {
            HttpResponse<String> answer = post(address, "/leases/claim", """
                            {"agent_id":"runner-%d","agent_role":"runner"}""".formatted(
                            Thread.currentThread().threadId()));
            if (answer.statusCode() == 204) {
                return tasks;
            }
            tasks.add(JsonFields.parse(answer.body()).fields("task").string("id"));
        }
    }

    private static List<String> crowd(Callable<List<String>> member) throws Exception {
        List<String> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> members = new ArrayList<>();
            for (int i = 0; i < AGENTS; i++) {
                members.add(threads.submit(member));
            }
            for (Future<List<String>> each : members) {
                all.addAll(each.get());
            }
        }
        return all;
    }

    private HttpResponse<String> post(URI address, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return answer;
    }
}
