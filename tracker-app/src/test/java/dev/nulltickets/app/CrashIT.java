package dev.nulltickets.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonFields;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server again and again under agents that work, and holds it to all it had acknowledged: nothing is lost,
 * and nothing happens twice, although what was not answered is sent again.
 */
class CrashIT {
    private static final int TASKS = 64;
    private static final int CREATORS = 2;
    private static final int TRANSITIONS = TASKS * 3;
    private static final List<Integer> KILL_AFTER = List.of(20, 80, 140);
    private static final List<String> CREW =
            List.of("researcher", "researcher", "coder", "coder", "coder", "coder", "reviewer", "reviewer");

    private final Ledger ledger = new Ledger();

    @TempDir
    Path directory;

    @Test
    void nothingThatWasAcknowledgedIsLostAndNothingHappensTwice() throws Exception {
        int port = Program.freePort();
        Http http = new Http(URI.create("http://127.0.0.1:" + port));
        Program server = start(port);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String pipeline = createPipeline(http, "development");
            List<Future<?>> workers = startWorkers(threads, http, pipeline);
            for (int transitions : KILL_AFTER) {
                ledger.await(transitions);
                HeldLease held = HeldLease.claim(http, transitions);
                server.kill();
                server = start(port);
                held.finish(http);
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
            check(http, pipeline);
        } finally {
            server.close();
        }
    }

    private Program start(int port) throws InterruptedException {
        Program server = Program.start(directory, "--port", Integer.toString(port), "--db", "crash.db");
        server.address();
        return server;
    }

    private static String createPipeline(Http http, String name) throws InterruptedException {
        return requireNonNull(http.post("/pipelines", null, """
                        {"name":"%s","definition":%s}""".formatted(name, DemoScript.PIPELINE)))
                .string("id");
    }

    private List<Future<?>> startWorkers(ExecutorService threads, Http http, String pipeline) {
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < CREATORS; i++) {
            int creator = i;
            workers.add(threads.submit(() -> create(http, pipeline, creator)));
        }
        for (int i = 0; i < CREW.size(); i++) {
            CrashAgent agent = new CrashAgent(CREW.get(i) + "-" + i, CREW.get(i), http, ledger, TRANSITIONS);
            workers.add(threads.submit(agent));
        }
        return workers;
    }

    private Void create(Http http, String pipeline, int creator) throws InterruptedException {
        for (int i = creator; i < TASKS; i += CREATORS) {
            String title = "task " + i;
            JsonFields created = requireNonNull(http.post("/tasks", null, """
                            {"pipeline_id":"%s","title":"%s","description":"survive"}""".formatted(pipeline, title)));
            ledger.tasks.put(created.string("id"), title);
        }
        return null;
    }

    private void check(Http http, String pipeline) throws InterruptedException {
        Map<String, String> titles = new HashMap<>();
        for (JsonFields task : http.pages("/tasks")) {
            if (task.string("pipeline_id").equals(pipeline)) {
                titles.put(task.string("id"), task.string("title"));
                assertThat(task.string("stage")).isEqualTo("done");
                assertThat(task.integer("task_version")).isEqualTo(4);
                checkRuns(http, task.string("id"));
            }
        }
        assertThat(titles).isEqualTo(ledger.tasks).hasSize(TASKS);
        assertThat(ledger.runs).hasSize(TRANSITIONS);
        assertThat(ledger.transitions()).doesNotHaveDuplicates().hasSize(TRANSITIONS);
    }

    private void checkRuns(Http http, String task) throws InterruptedException {
        List<JsonFields> runs = http.get("/tasks/" + task + "/runs").objects("items");
        assertThat(runs)
                .extracting(run -> run.integer("attempt"))
                .isEqualTo(IntStream.rangeClosed(1, 3).mapToObj(Long::valueOf).toList());
        for (JsonFields run : runs) {
            String id = run.string("id");
            Ledger.Entry known = requireNonNull(ledger.runs.get(id), "a run that nobody was told of: " + id);
            assertThat(run.string("status")).isEqualTo("completed");
            assertThat(known.task()).isEqualTo(task);
            assertThat(known.attempt()).isEqualTo(run.integer("attempt"));
            assertThat(http.list("/runs/" + id + "/gates"))
                    .extracting(gate -> gate.integer("id"))
                    .containsExactlyElementsOf(known.gates());
            checkEvents(http.get("/runs/" + id + "/events").objects("items"), known);
        }
    }

    private static void checkEvents(List<JsonFields> events, Ledger.Entry known) {
        assertThat(events.stream().filter(event -> !event.string("kind").equals("transition")))
                .extracting(event -> event.integer("id"))
                .containsExactlyElementsOf(known.events());
        assertThat(events.stream().filter(event -> event.string("kind").equals("transition")))
                .hasSize(1);
    }

    /** A lease that is taken before a kill, and used after it. */
    private record HeldLease(JsonFields claim, String token) {

        static HeldLease claim(Http http, int name) throws InterruptedException {
            String role = "holder-" + name;
            String pipeline = requireNonNull(http.post("/pipelines", null, """
                            {"name":"%s","definition":{"initial":"hold",
                             "states":{"hold":{"agent_role":"%s"},"done":{"terminal":true}},
                             "transitions":[{"from":"hold","to":"done","trigger":"finish"}]}}""".formatted(role, role)))
                    .string("id");
            http.post("/tasks", null, """
                    {"pipeline_id":"%s","title":"hold","description":"on"}""".formatted(pipeline));
            JsonFields claim = requireNonNull(http.post("/leases/claim", null, """
                            {"agent_id":"holder","agent_role":"%s"}""".formatted(role)));
            return new HeldLease(claim, claim.string("lease_token"));
        }

        void finish(Http http) throws InterruptedException {
            http.post("/leases/" + claim.string("lease_id") + "/heartbeat", token, "{}");
            JsonFields moved = requireNonNull(http.post(
                    "/runs/" + claim.fields("run").string("id") + "/transition", token, "{\"trigger\":\"finish\"}"));
            assertThat(moved.string("new_stage")).isEqualTo("done");
        }
    }
}
