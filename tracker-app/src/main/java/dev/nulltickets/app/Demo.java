package dev.nulltickets.app;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Perform the {@link DemoScript} on a server: make the pipeline and the tasks, let four agents work at the same time,
 * and sum up. If the crew is dismissed meanwhile, that is the end, without a word.
 */
final class Demo {
    private static final long LOOK_MILLIS = 150;
    private static final long MOST_LOOKS = 400;

    private final URI server;
    private final DemoClient client;
    private final DemoCrew crew;
    private final DemoScreen screen;

    Demo(URI server, DemoCrew crew, DemoScreen screen) {
        this.server = server;
        this.client = new DemoClient(server);
        this.crew = crew;
        this.screen = screen;
    }

    void perform() throws IOException, InterruptedException {
        try {
            screen.print("A server is up on %s, with a temporary database.".formatted(server));
            List<String> tasks = createTasks(createPipeline());
            screen.print("");
            screen.startClock();
            addAgents();
            if (waitUntilAllIsDone()) {
                sumUp(tasks);
            }
        } catch (IOException | IllegalStateException failure) {
            // Who is dismissed loses the server in the middle of a request.
            if (!crew.isDismissed()) {
                throw failure;
            }
        }
    }

    private String createPipeline() throws IOException, InterruptedException {
        screen.print("");
        screen.print("The pipeline of each task:");
        screen.print("");
        DemoScript.PICTURE.lines().forEach(screen::print);
        JsonText body = new JsonObject()
                .put("name", "development")
                .put("definition", DemoScript.PIPELINE)
                .build();
        return client.post("/pipelines", null, body).fields().string("id");
    }

    private List<String> createTasks(String pipeline) throws IOException, InterruptedException {
        screen.print("");
        screen.print("The tasks:");
        screen.print("");
        List<String> ids = new ArrayList<>();
        for (DemoTask task : DemoScript.TASKS) {
            List<String> dependencies =
                    task.waitsFor().stream().map(number -> ids.get(number - 1)).toList();
            JsonText body = task.body(pipeline, dependencies);
            ids.add(client.post("/tasks", null, body).fields().string("id"));
            screen.print("  #%d  %s".formatted(task.number(), task.headline()));
        }
        return ids;
    }

    private void addAgents() {
        crew.add(agent("researcher", "researcher", 350));
        crew.add(agent("coder-1", "coder", 700));
        crew.add(agent("coder-2", "coder", 700));
        crew.add(agent("reviewer", "reviewer", 450));
    }

    private DemoAgent agent(String name, String role, long workMillis) {
        return new DemoAgent(name, role, workMillis, client, screen, crew::workIsLeft);
    }

    /** Return false if the crew was dismissed before the end. */
    private boolean waitUntilAllIsDone() throws IOException, InterruptedException {
        boolean done = false;
        for (int looks = 0; looks < MOST_LOOKS && !done && crew.worksOn(LOOK_MILLIS); looks++) {
            done = client.get("/tasks?limit=100").objects("items").stream()
                    .allMatch(task -> DemoScript.LAST_STAGES.contains(task.string("stage")));
        }
        if (crew.isDismissed()) {
            return false;
        }
        crew.finish();
        if (!done) {
            throw new IllegalStateException("the demo does not come to its end");
        }
        return true;
    }

    private void sumUp(List<String> tasks) throws IOException, InterruptedException {
        screen.print("");
        new DemoSummary(client, screen).print(tasks);
        screen.print("");
        screen.print("That took %d requests over HTTP. All of it is gone again.".formatted(client.requests()));
        screen.print("Start a server of your own with:  ./nulltickets --db tickets.db");
    }
}
