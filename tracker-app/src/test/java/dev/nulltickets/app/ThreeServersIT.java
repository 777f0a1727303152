package dev.nulltickets.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonFields;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets 48 agents work on three servers that share a database, while a server is killed and comes back, and one
 * connection to the database after the other is cut: each task is worked on once, and none is lost.
 */
class ThreeServersIT {
    /**
     * They take about two minutes, with one kill. Who is in a hurry asks for fewer, who has time for more: each further
     * 20,000 have another server killed.
     */
    private static final int TASKS = Integer.getInteger("nulltickets.crowd.tasks", 20_000);

    private static final int KILLS = Math.max(1, TASKS / 20_000);

    private static final int AGENTS = 48;
    private static final int BULK = 100;
    // Processes of their own live in real time, so whoever waits for them sleeps.
    private static final long CUT_MILLIS = 100;
    private static final long IDLE_MILLIS = 20;

    /** The tasks whose transition was acknowledged. */
    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    @TempDir
    Path directory;

    @Test
    void eachTaskIsFinishedOnceWhateverIsKilledOrCut() throws Exception {
        List<Integer> ports = List.of(Program.freePort(), Program.freePort(), Program.freePort());
        List<Program> servers = new ArrayList<>();
        try (TestPostgres postgres = TestPostgres.start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int port : ports) {
                    servers.add(start(postgres, port));
                }
                Http http = new Http(ports.stream()
                        .map(port -> URI.create("http://127.0.0.1:" + port))
                        .toArray(URI[]::new));
                Set<String> created = create(http);
                List<Future<?>> agents = IntStream.range(0, AGENTS)
                        .<Future<?>>mapToObj(number -> threads.submit(() -> work(http, number)))
                        .collect(Collectors.toCollection(ArrayList::new));
                Future<?> cutting = threads.submit(() -> cut(postgres));
                for (int kill = 0; kill < KILLS; kill++) {
                    int victim = kill % servers.size();
                    await(part(2 * kill + 1));
                    servers.get(victim).kill();
                    await(part(2 * kill + 2));
                    servers.set(victim, start(postgres, ports.get(victim)));
                }
                for (Future<?> agent : agents) {
                    agent.get();
                }
                cutting.get();
                check(postgres, created);
            } finally {
                finished.addAll(
                        IntStream.range(0, TASKS).mapToObj(i -> "over " + i).toList());
                for (Program server : servers) {
                    server.close();
                }
            }
        }
    }

    private Program start(TestPostgres postgres, int port) throws InterruptedException {
        Program server = Program.start(directory, "--port", Integer.toString(port), "--db", postgres.address());
        server.address();
        return server;
    }

    private static Set<String> create(Http http) throws InterruptedException {
        String pipeline = requireNonNull(http.post("/pipelines", null, """
                        {"name":"crowd","definition":{"initial":"work",
                         "states":{"work":{"agent_role":"runner"},"done":{"terminal":true}},
                         "transitions":[{"from":"work","to":"done","trigger":"finish"}]}}""")).string("id");
        String task = """
                {"pipeline_id":"%s","title":"run","description":"whatever happens"}""".formatted(pipeline);
        Set<String> created = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < TASKS; i += BULK) {
            String tasks = IntStream.range(i, Math.min(TASKS, i + BULK))
                    .mapToObj(number -> task)
                    .collect(Collectors.joining(",", "{\"tasks\":[", "]}"));
            created.addAll(requireNonNull(http.post("/tasks/bulk", null, tasks)).strings("ids"));
        }
        assertThat(created).hasSize(TASKS);
        return created;
    }

    private Void work(Http http, int number) throws InterruptedException {
        while (finished.size() < TASKS) {
            JsonFields claim = http.post("/leases/claim", null, """
                    {"agent_id":"runner-%d","agent_role":"runner"}""".formatted(number));
            if (claim == null) {
                Thread.sleep(IDLE_MILLIS);
            } else {
                String run = "/runs/" + claim.fields("run").string("id");
                String token = claim.string("lease_token");
                http.post(run + "/events", token, "{\"kind\":\"progress\"}");
                http.post(run + "/transition", token, "{\"trigger\":\"finish\"}");
                String task = claim.fields("task").string("id");
                if (!finished.add(task)) {
                    throw new AssertionError("task " + task + " was finished twice");
                }
            }
        }
        return null;
    }

    private Void cut(TestPostgres postgres) throws SQLException, InterruptedException {
        while (finished.size() < TASKS) {
            postgres.cutOne();
            Thread.sleep(CUT_MILLIS);
        }
        return null;
    }

    /** Return how many tasks are finished where a server is killed or comes back: these divide the time evenly. */
    private static int part(int number) {
        return TASKS / (2 * KILLS + 1) * number;
    }

    private void await(int count) throws InterruptedException {
        while (finished.size() < count) {
            Thread.sleep(IDLE_MILLIS);
        }
    }

    private void check(TestPostgres postgres, Set<String> created) throws SQLException {
        assertThat(finished).isEqualTo(created);
        String all = Integer.toString(TASKS);
        assertThat(postgres.run("select count(*) from tasks where state = 'done' and task_version = 2"))
                .isEqualTo(all);
        assertThat(postgres.run("select count(*) from runs")).isEqualTo(all);
        assertThat(postgres.run("select count(distinct task_id) from runs where status = 'completed'"))
                .isEqualTo(all);
        assertThat(postgres.run("select count(distinct task_id) from events where kind = 'transition'"))
                .isEqualTo(all);
        assertThat(postgres.run("select count(*) from events")).isEqualTo(Integer.toString(2 * TASKS));
        assertThat(postgres.run("select count(*) from leases")).isEqualTo("0");
    }
}
