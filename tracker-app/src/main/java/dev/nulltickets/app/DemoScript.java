package dev.nulltickets.app;

import dev.nulltickets.app.DemoAct.Fail;
import dev.nulltickets.app.DemoAct.FallSilent;
import dev.nulltickets.app.DemoAct.Finish;
import dev.nulltickets.app.DemoAct.Submit;
import dev.nulltickets.app.DemoAct.SubmitTwice;
import dev.nulltickets.core.json.JsonText;
import java.util.List;

/** Hold the play that the demo performs: its pipeline, its tasks, and what happens to each. Nothing in it is random. */
final class DemoScript {
    /** The stages that a task does not leave. */
    static final List<String> LAST_STAGES = List.of("done", "stuck");

    static final JsonText PIPELINE = JsonText.of("""
            {
              "initial": "research",
              "states": {
                "research": {"agent_role": "researcher"},
                "coding": {"agent_role": "coder"},
                "review": {"agent_role": "reviewer"},
                "done": {"terminal": true},
                "stuck": {"terminal": true}
              },
              "transitions": [
                {"from": "research", "to": "coding", "trigger": "researched"},
                {"from": "coding", "to": "review", "trigger": "submit", "required_gates": ["tests_pass"]},
                {"from": "review", "to": "done", "trigger": "approve"},
                {"from": "review", "to": "coding", "trigger": "reject"}
              ]
            }""");

    static final String PICTURE = """
              research --> coding --> review --> done
                             ^          |
                             +--reject--+

              coding must pass the gate tests_pass; two failures lead to stuck
            """;

    private static final Finish RESEARCH = new Finish("researched", "");
    private static final Submit SUBMIT = new Submit();
    private static final Finish APPROVE = new Finish("approve", "");

    static final List<DemoTask> TASKS = List.of(
            DemoTask.of(1, "Add a health endpoint", RESEARCH, SUBMIT, APPROVE),
            DemoTask.of(
                    2,
                    "Page the task list",
                    RESEARCH,
                    SUBMIT,
                    new Finish("reject", "the last page repeats a row"),
                    SUBMIT,
                    APPROVE),
            DemoTask.of(3, "Fix the login redirect", RESEARCH, new SubmitTwice("2 of 41 tests fail"), APPROVE),
            DemoTask.of(4, "Import old tickets", RESEARCH, new FallSilent(), SUBMIT, APPROVE)
                    .withPriority(1),
            DemoTask.of(5, "Upgrade the TLS library", RESEARCH, new Fail("the mirror timed out"), SUBMIT, APPROVE),
            DemoTask.of(
                    6,
                    "Catch the flaky test",
                    RESEARCH,
                    new Fail("it passed 500 times"),
                    new Fail("it passed 5000 times")),
            DemoTask.of(7, "Write the release notes", RESEARCH, SUBMIT, APPROVE).waitingFor(1, 2),
            DemoTask.of(8, "Rotate the leaked key", RESEARCH, SUBMIT, APPROVE).withPriority(9));

    private DemoScript() {}

    static DemoTask task(String title) {
        return TASKS.stream()
                .filter(task -> task.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no task of the demo: " + title));
    }
}
