package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that a tracker that moves to PostgreSQL has there what it had, and goes on. */
class MigrateIT {
    private static final String TRACE = "5b8efff798038103d269b633813fc60c";

    @TempDir
    Path directory;

    @Test
    void aTrackerMovesAndGoesOn() throws Exception {
        Map<String, String> before;
        JsonFields claim;
        try (Program server = Program.start(directory, "--port=0", "--db=old.db")) {
            Http http = new Http(server.address());
            claim = work(http);
            before = answers(http);
            server.terminate();
            server.status();
        }
        byte[] old = Files.readAllBytes(directory.resolve("old.db"));
        try (TestPostgres postgres = TestPostgres.start()) {
            try (Program migration = migrate("old.db", postgres.address())) {
                assertThat(migration.status()).as(migration.err()).isZero();
                assertThat(migration.err()).isEmpty();
                assertThat(migration.out())
                        .startsWith(
                                "copied old.db to postgresql://127.0.0.1:" + postgres.port() + "/postgres, and counted")
                        .contains(
                                "        1 pipelines\n", "        3 tasks\n", "        2 runs\n", "        1 leases\n")
                        .contains("        1 artifacts\n", "        2 entries\n", "        1 spans\n");
            }
            assertThat(directory.resolve("old.db")).hasBinaryContent(old);
            try (Program server = Program.start(directory, "--port=0", "--db", postgres.address())) {
                Http http = new Http(server.address());
                assertThat(answers(http)).isEqualTo(before);
                goOn(http, claim);
            }
            try (Program again = migrate("old.db", postgres.address())) {
                assertThat(again.status()).isOne();
                assertThat(again.err())
                        .isEqualTo("nulltickets: nothing was copied: the target holds pipelines already\n");
            }
        }
    }

    @Test
    void whatCannotBeMovedIsSaidInOneLine() throws Exception {
        try (TestPostgres postgres = TestPostgres.start()) {
            refuses(1, "nothing was copied: there is no database ", "none.db", postgres.address());
        }
        refuses(2, "--to must be postgresql://", "none.db", "other.db");
    }

    /** Leave something of everything, and a lease that somebody holds. */
    private static JsonFields work(Http http) throws InterruptedException {
        http.post("/pipelines", null, "{\"name\":\"moves\",\"definition\":%s}".formatted(DemoScript.PIPELINE));
        String pipeline = http.list("/pipelines").getFirst().string("id");
        String first = task(http, pipeline, "first, \u00fcber alles", "");
        String second = task(http, pipeline, "second", ",\"dependencies\":[\"%s\"]".formatted(first));
        task(http, pipeline, "third", "");
        http.post("/tasks/" + second + "/assignments", null, "{\"agent_id\":\"bob\",\"assigned_by\":\"ada\"}");
        JsonFields ended = claim(http);
        String run = "/runs/" + ended.fields("run").string("id");
        http.post(run + "/events", ended.string("lease_token"), "{\"kind\":\"note\",\"data\":{\"a\":[1,null]}}");
        http.post(run + "/gates", ended.string("lease_token"), "{\"gate\":\"tests\",\"status\":\"pass\"}");
        http.post("/artifacts", null, """
                {"task_id":"%s","kind":"patch","uri":"file:///a","meta":{"b":2}}""".formatted(first));
        http.post("/v1/traces", null, spans(ended.fields("run").string("id")));
        http.post(run + "/fail", ended.string("lease_token"), "{\"error\":\"no luck\"}");
        http.put("/store/notes/one", "{\"value\":{\"text\":\"some words\"}}");
        http.put("/store/notes/two", "{\"value\":2}");
        return claim(http);
    }

    /** The holder of the lease reports and ends, new rows follow the old ones, and words are found. */
    private static void goOn(Http http, JsonFields claim) throws InterruptedException {
        String run = "/runs/" + claim.fields("run").string("id");
        long last = http.pages("/runs/" + claim.fields("run").string("id") + "/events")
                .size();
        JsonFields event = http.post(run + "/events", claim.string("lease_token"), "{\"kind\":\"after\"}");
        assertThat(event).isNotNull();
        assertThat(http.pages(run + "/events")).hasSize((int) last + 1);
        assertThat(http.list("/store/search?q=words")).hasSize(1);
        http.post(run + "/fail", claim.string("lease_token"), "{\"error\":\"enough\"}");
        assertThat(claim(http).fields("task").string("title")).isNotEmpty();
    }

    private static Map<String, String> answers(Http http) throws InterruptedException {
        List<String> tasks =
                http.pages("/tasks").stream().map(task -> task.string("id")).toList();
        Map<String, String> answers = new LinkedHashMap<>();
        Stream<String> fixed = Stream.of(
                "/health",
                "/pipelines",
                "/tasks",
                "/artifacts",
                "/store/notes",
                "/store/search?q=words",
                "/traces/" + TRACE);
        for (String path : fixed.toList()) {
            answers.put(path, http.text(path));
        }
        for (String task : tasks) {
            for (String part : List.of("", "/runs", "/dependencies", "/assignments", "/spans")) {
                answers.put(task + part, http.text("/tasks/" + task + part));
            }
            for (JsonFields run : http.pages("/tasks/" + task + "/runs")) {
                for (String part : List.of("", "/events", "/gates", "/spans")) {
                    answers.put(run.string("id") + part, http.text("/runs/" + run.string("id") + part));
                }
            }
        }
        return answers;
    }

    private static String task(Http http, String pipeline, String title, String more) throws InterruptedException {
        JsonFields task = http.post("/tasks", null, """
                {"pipeline_id":"%s","title":"%s","description":"d","retry_policy":{"max_attempts":5}%s}""".formatted(pipeline, title, more));
        assertThat(task).isNotNull();
        return task.string("id");
    }

    private static JsonFields claim(Http http) throws InterruptedException {
        JsonFields claim = http.post("/leases/claim", null, "{\"agent_id\":\"ada\",\"agent_role\":\"researcher\"}");
        assertThat(claim).isNotNull();
        return claim;
    }

    private static String spans(String run) {
        return """
                {"resourceSpans":[{"resource":{"attributes":[{"key":"nulltickets.run_id","value":{"stringValue":"%s"}}]},
                 "scopeSpans":[{"scope":{"name":"s"},"spans":[{"traceId":"%s","spanId":"eee19b7ec3c1b174","name":"n",
                 "startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661000000000"}]}]}]}""".formatted(run, TRACE);
    }

    private Program migrate(String from, String to) {
        return Program.start(directory, "migrate", "--from", from, "--to", to);
    }

    private void refuses(int status, String why, String from, String to) throws InterruptedException {
        try (Program program = migrate(from, to)) {
            assertThat(program.status()).isEqualTo(status);
            assertThat(program.err()).startsWith("nulltickets: ").contains(why);
        }
    }
}
