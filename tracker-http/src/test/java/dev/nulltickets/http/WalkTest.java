package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Walk lists page by page while they grow: every row comes once, in order. */
class WalkTest {
    @RegisterExtension
    final TestServer server = TestServer.open();

    private List<String> walk(String target, int limit, String field, Runnable between) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        for (int pages = 0; pages < 200; pages++) {
            JsonTree page = server.client()
                    .get(target + (target.contains("?") ? "&" : "?") + "limit=" + limit + cursor)
                    .is(200)
                    .json();
            page.elements("items").forEach(item -> seen.add(item.at(field).toString()));
            if (page.isNull("next_cursor")) {
                return seen;
            }
            assertThat(page.elements("items")).hasSize(limit);
            cursor = "&cursor=" + page.text("next_cursor");
            between.run();
        }
        throw new AssertionError("the walk of " + target + " does not end");
    }

    @Test
    void aWalkOfTasksMeetsEachOnceAlsoThoseThatAreAdded() {
        Scene scene = Scene.on(server);
        String pipeline = scene.pipeline();
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            tasks.add('"' + scene.task(pipeline) + '"');
        }
        assertThat(walk("/tasks", 2, "id", () -> {
                    if (tasks.size() < 17) {
                        tasks.add('"' + scene.task(pipeline) + '"');
                        server.turn(Duration.ofMillis(tasks.size() % 2));
                    }
                }))
                .containsExactlyElementsOf(tasks);
        assertThat(walk("/tasks", 17, "id", () -> {})).hasSize(17);
        assertThat(walk("/tasks", 16, "id", () -> {})).hasSize(17);
        assertThat(walk("/tasks", 1, "id", () -> {})).containsExactlyElementsOf(tasks);
    }

    @Test
    void aWalkOfEventsMeetsEachOnceAlsoThoseThatAreAdded() {
        Scene scene = Scene.on(server);
        Scene.Held held = scene.held();
        scene.task(scene.pipeline());
        Scene.Held other = scene.claim("coder");
        List<String> ids = new ArrayList<>();
        Runnable report = () -> {
            if (ids.size() < 20) {
                other.post("events", "{'kind':'noise'}").is(201);
                ids.add(Long.toString(
                        held.post("events", "{'kind':'k'}").is(201).number("id")));
            }
        };
        for (int i = 0; i < 9; i++) {
            report.run();
        }
        assertThat(walk("/runs/" + held.run() + "/events", 2, "id", report)).containsExactlyElementsOf(ids);
        assertThat(ids).hasSizeGreaterThan(9);
        assertThat(walk("/runs/" + held.run() + "/events", 20, "id", () -> {})).containsExactlyElementsOf(ids);
    }

    @Test
    void aWalkOfRunsMeetsEachAttemptOnceAlsoThoseThatAreAdded() {
        Scene scene = Scene.on(server);
        String task = scene.task(scene.pipeline());
        List<String> runs = new ArrayList<>();
        Runnable attempt = () -> {
            if (runs.size() < 12) {
                Scene.Held held = scene.claim("coder");
                runs.add('"' + held.run() + '"');
                held.fail().is(200);
            }
        };
        for (int i = 0; i < 6; i++) {
            attempt.run();
        }
        assertThat(walk("/tasks/" + task + "/runs", 2, "id", attempt)).containsExactlyElementsOf(runs);
        assertThat(runs).hasSizeGreaterThan(6);
        assertThat(walk("/tasks/" + task + "/runs", 3, "attempt", () -> {}))
                .startsWith("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")
                .hasSameSizeAs(runs);
    }

    @Test
    void aWalkOfArtifactsMeetsEachOnceAlsoThoseThatAreAdded() {
        Scene.Held held = Scene.on(server).held();
        List<String> all = new ArrayList<>();
        List<String> ofRun = new ArrayList<>();
        Runnable add = () -> {
            if (all.size() < 40) {
                String byRun = artifact("'run_id':'" + held.run() + "',");
                ofRun.add(byRun);
                all.add(byRun);
                all.add(artifact(all.size() % 3 == 0 ? "'task_id':'" + held.task() + "'," : ""));
                server.turn(Duration.ofMillis(all.size() % 4 / 2));
            }
        };
        for (int i = 0; i < 7; i++) {
            add.run();
        }
        assertThat(walk("/artifacts", 3, "id", add)).containsExactlyElementsOf(all);
        assertThat(all).hasSizeGreaterThan(14);
        assertThat(walk("/artifacts?run_id=" + held.run(), 2, "id", add)).containsExactlyElementsOf(ofRun);
        assertThat(walk("/artifacts", 1, "id", () -> {})).containsExactlyElementsOf(all);
        assertThat(walk("/artifacts", all.size(), "id", () -> {})).containsExactlyElementsOf(all);
    }

    private String artifact(String more) {
        return '"'
                + server.client()
                        .post("/artifacts", "{" + more + "'kind':'k','uri':'u'}")
                        .is(201)
                        .text("id")
                + '"';
    }

    @Test
    void aWalkMeetsEachTaskOnceWhileManyAddSome() {
        Scene scene = Scene.on(server);
        String pipeline = scene.pipeline();
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            before.add('"' + scene.task(pipeline) + '"');
        }
        List<List<String>> walks = Crowd.together(
                8,
                number -> number % 2 == 0
                        ? walk("/tasks", 3, "id", () -> {})
                        : List.of('"' + scene.task(pipeline) + '"', '"' + scene.task(pipeline) + '"'));
        for (int i = 0; i < walks.size(); i += 2) {
            assertThat(walks.get(i)).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
        }
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        Scene scene = Scene.on(server);
        Scene.Held held = scene.held();
        scene.task(scene.pipeline());
        String ofTasks = server.client().get("/tasks?limit=1").text("next_cursor");
        held.post("events", "{'kind':'k'}").is(201);
        held.post("events", "{'kind':'k'}").is(201);
        String ofEvents =
                server.client().get("/runs/" + held.run() + "/events?limit=1").text("next_cursor");
        server.client().get("/runs/" + held.run() + "/events?cursor=" + ofTasks).isRefused(400, "invalid_cursor");
        server.client().get("/tasks/" + held.task() + "/runs?cursor=" + ofTasks).isRefused(400, "invalid_cursor");
        server.client().get("/tasks?cursor=" + ofEvents).isRefused(400, "invalid_cursor");
    }
}
