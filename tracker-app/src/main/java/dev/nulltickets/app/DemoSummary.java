package dev.nulltickets.app;

import dev.nulltickets.app.DemoScreen.Tone;
import dev.nulltickets.core.json.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tell from what the tracker keeps how each task of the demo went. */
final class DemoSummary {
    private static final String ROW = "%2s  %-25s %-6s %4s  ";

    private final DemoClient client;
    private final DemoScreen screen;

    DemoSummary(DemoClient client, DemoScreen screen) {
        this.client = client;
        this.screen = screen;
    }

    void print(List<String> taskIds) throws IOException, InterruptedException {
        screen.headline((ROW + "%s").formatted("#", "task", "stage", "runs", "how it went"));
        for (String id : taskIds) {
            JsonFields task = client.get("/tasks/" + id);
            List<JsonFields> runs =
                    client.get("/tasks/" + id + "/runs?limit=100").objects("items");
            boolean stuck = task.optionalString("dead_letter_reason") != null;
            screen.row(
                    ROW.formatted(number(task), task.string("title"), task.string("stage"), runs.size()),
                    stuck ? Tone.BAD : Tone.GOOD,
                    String.join("; ", story(task, runs, stuck)));
        }
    }

    private List<String> story(JsonFields task, List<JsonFields> runs, boolean stuck)
            throws IOException, InterruptedException {
        List<String> story = new ArrayList<>();
        if (!task.objects("dependencies").isEmpty()) {
            story.add("waited for " + dependencies(number(task)));
        }
        if (count(runs, "status", "stale") > 0) {
            story.add("a lease ran out, another took over");
        }
        long failures = count(runs, "status", "failed");
        if (failures > 0) {
            story.add(stuck ? "given up after " + failures + " failures" : "failed once, tried again");
        }
        if (count(runs, "agent_role", "reviewer") > 1) {
            story.add("sent back by the review once");
        }
        if (hasFailedGate(runs)) {
            story.add("tests red first, then green");
        }
        return story.isEmpty() ? List.of(task.integer("priority") > 0 ? "went first" : "straight through") : story;
    }

    private boolean hasFailedGate(List<JsonFields> runs) throws IOException, InterruptedException {
        for (JsonFields run : runs) {
            if (count(client.list("/runs/" + run.string("id") + "/gates"), "status", "fail") > 0) {
                return true;
            }
        }
        return false;
    }

    private static int number(JsonFields task) {
        return DemoScript.task(task.string("title")).number();
    }

    private static String dependencies(int number) {
        return DemoScript.TASKS.get(number - 1).dependencies();
    }

    private static long count(List<JsonFields> items, String field, String value) {
        return items.stream().filter(item -> item.string(field).equals(value)).count();
    }
}
