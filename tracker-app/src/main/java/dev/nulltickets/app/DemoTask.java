package dev.nulltickets.app;

import static java.util.stream.Collectors.joining;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import java.util.List;

/**
 * Describe a task of the demo, and what each agent that claims it does.
 *
 * @param number what the screen calls it, from 1
 * @param waitsFor the numbers of the tasks that must be done before
 * @param acts what happens in each run, in the order of the attempts
 */
record DemoTask(int number, String title, long priority, List<Integer> waitsFor, List<DemoAct> acts) {
    private static final long RETRY_DELAY_MILLIS = 800;
    private static final long MAX_ATTEMPTS = 2;

    DemoTask {
        waitsFor = List.copyOf(waitsFor);
        acts = List.copyOf(acts);
    }

    /** Make a task of middling priority that waits for nothing. */
    static DemoTask of(int number, String title, DemoAct... acts) {
        return new DemoTask(number, title, 0, List.of(), List.of(acts));
    }

    DemoTask withPriority(long value) {
        return new DemoTask(number, title, value, waitsFor, acts);
    }

    DemoTask waitingFor(Integer... numbers) {
        return new DemoTask(number, title, priority, List.of(numbers), acts);
    }

    /** Return what happens in the run of this number. */
    DemoAct act(long attempt) {
        if (attempt > acts.size()) {
            throw new IllegalStateException("the script of task %d has no attempt %d".formatted(number, attempt));
        }
        return acts.get(Math.toIntExact(attempt) - 1);
    }

    /** Return the word for claiming the task for the run of this number, which tells what came before. */
    String verb(long attempt) {
        if (attempt == 1) {
            return "claims";
        }
        return switch (act(attempt - 1)) {
            case DemoAct.FallSilent silent -> "takes over";
            case DemoAct.Fail fail -> "retries";
            case DemoAct.Finish finish -> finish.found().isEmpty() ? "claims" : "reworks";
            case DemoAct.Submit submit -> "claims";
            case DemoAct.SubmitTwice submit -> "claims";
        };
    }

    /** Return the body that creates it. */
    JsonText body(String pipeline, List<String> dependencies) {
        return new JsonObject()
                .put("pipeline_id", pipeline)
                .put("title", title)
                .put("description", "Part of the demo.")
                .put("priority", priority)
                .putStrings("dependencies", dependencies)
                .put(
                        "retry_policy",
                        new JsonObject()
                                .put("max_attempts", MAX_ATTEMPTS)
                                .put("retry_delay_ms", RETRY_DELAY_MILLIS)
                                .put("dead_letter_stage", "stuck")
                                .build())
                .build();
    }

    /** Return the title, with what is special about the task. */
    String headline() {
        if (!waitsFor.isEmpty()) {
            return "%-25s waits for %s".formatted(title, dependencies());
        }
        return priority > 0 ? "%-25s priority %d".formatted(title, priority) : title;
    }

    /** Name the tasks that it waits for. */
    String dependencies() {
        return waitsFor.stream().map(number -> "#" + number).collect(joining(" and "));
    }
}
