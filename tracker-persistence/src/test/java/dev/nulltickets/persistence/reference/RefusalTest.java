package dev.nulltickets.persistence.reference;

import static dev.nulltickets.persistence.reference.OldTracker.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.artifact.NewArtifact;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.task.TaskFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Prove that what cannot be kept is refused with its table and row, and that nothing is written then. */
class RefusalTest {
    @TempDir
    private Path directory;

    private Imported imported;

    @BeforeEach
    void open() {
        imported = new Imported(directory);
    }

    @AfterEach
    void close() {
        imported.close();
    }

    private record Refusal(String message, Consumer<OldTracker> content) {}

    private static Refusal refusal(String message, Consumer<OldTracker> content) {
        return new Refusal(message, content);
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBeKeptIsRefused() {
        return Stream.of(pipelines(), tasks(), runs(), reports(), connections(), others())
                .flatMap(refusals -> refusals)
                .map(refusal -> DynamicTest.dynamicTest(refusal.message(), () -> refuses(refusal)));
    }

    private void refuses(Refusal refusal) throws Exception {
        Path fresh = Files.createTempDirectory(directory, "old");
        assertThatThrownBy(() -> Imported.copy(fresh, OldShape.WITH_STORE, imported.store, old -> {
                    old.run("""
                            create table gate_results (id integer primary key autoincrement, run_id text, task_id text,
                              gate text, status text, evidence_json text, actor text, ts_ms integer)""");
                    old.task("t", "todo").run("r", "t", 1, "running").lease("r", 5);
                    refusal.content().accept(old);
                }))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessage(refusal.message());
        assertThat(imported.tracker.pipelines().list()).isEmpty();
        assertThat(imported.tracker
                        .tasks()
                        .list(TaskFilter.ALL, PageRequest.first(1))
                        .items())
                .isEmpty();
    }

    private static Stream<Refusal> pipelines() {
        return Stream.of(
                refusal("pipelines q: name must not be empty", pipeline("", OldTracker.DEFINITION)),
                refusal(
                        "pipelines q: name must have at most 255 characters, but has 256",
                        pipeline("x".repeat(256), OldTracker.DEFINITION)),
                refusal(
                        "pipelines q: definition_json cannot be kept: malformed JSON at character 0: the text ends too"
                                + " soon",
                        pipeline("q", "")),
                refusal(
                        "pipelines q: definition.transitions[1].trigger must be the only \"go\" that leaves \"a\"",
                        pipeline("q", """
                                {"initial":"a","states":{"a":{},"b":{"terminal":true}},"transitions":[
                                {"from":"a","to":"b","trigger":"go"},{"from":"a","to":"a","trigger":"go"}]}""")),
                refusal(
                        "pipelines q: definition.initial must be one of the states, but is \"z\"",
                        pipeline("q", OldTracker.DEFINITION.replace("\"initial\":\"todo\"", "\"initial\":\"z\""))),
                refusal(
                        "pipelines a b: id must be an id: up to 255 visible ASCII characters, without spaces",
                        old -> old.insert("pipelines", "a b", "q", OldTracker.DEFINITION, at(-1))),
                refusal(
                        "pipelines p: created_at_ms must be a time from 1970 to 9999 in milliseconds, but is -1",
                        old -> old.run("update pipelines set created_at_ms = -1")));
    }

    private static Consumer<OldTracker> pipeline(String name, String definition) {
        return old -> old.insert("pipelines", "q", name, definition, at(-1));
    }

    private static Stream<Refusal> tasks() {
        return Stream.of(
                refusal("tasks t: pipeline_id names no pipeline: x", set("pipeline_id = 'x'")),
                refusal("tasks t: stage must be a stage of the pipeline, but is \"nowhere\"", set("stage = 'nowhere'")),
                refusal("tasks t: title must be text, but is bytes", set("title = x'00'")),
                refusal("tasks t: title is not UTF-8", set("title = cast(x'ff' as text)")),
                refusal("tasks t: title must not contain the character U+0000", set("title = 'a' || char(0) || 'b'")),
                refusal(
                        "tasks t: metadata_json cannot be kept: malformed JSON at character 1: a member name in quotes"
                                + " was expected",
                        set("metadata_json = '{a:1}'")),
                refusal("tasks t: task_version must be at least 1, but is 0", set("task_version = 0")),
                refusal("tasks t: priority must be a whole number, but is text", set("priority = 'high'")),
                refusal("tasks t: priority must be a whole number, but is the number 0.5", set("priority = 0.5")),
                refusal(
                        "tasks t: updated_at_ms must be a time from 1970 to 9999 in milliseconds, but is"
                                + " 9223372036854775807",
                        set("updated_at_ms = 9223372036854775807")),
                refusal(
                        "tasks t: agent_id must have at most 255 characters, but has 256",
                        old -> old.insert("task_assignments", "t", "x".repeat(256), null, 1, at(-1), at(-1))));
    }

    private static Consumer<OldTracker> set(String assignments) {
        return old -> old.set("t", assignments);
    }

    private static Stream<Refusal> runs() {
        return Stream.of(
                refusal("runs s: task_id names no task: x", old -> old.run("s", "x", 1, "failed")),
                refusal("runs s: status is none of a run: \"paused\"", old -> old.run("s", "t", 2, "paused")),
                refusal(
                        "runs s: attempt must be from 1 to 2147483647, but is 0",
                        old -> old.run("s", "t", 0, "failed")),
                refusal(
                        "runs r: started_at_ms must not be null",
                        old -> old.run("update runs set started_at_ms = null")),
                refusal(
                        "runs r: ended_at_ms must be null while the run is running",
                        old -> old.run("update runs set ended_at_ms = 1")),
                refusal(
                        "runs r: usage_json cannot be kept: malformed JSON at character 0: a value was expected",
                        old -> old.run("update runs set usage_json = 'none'")),
                refusal(
                        "leases l: run_id names no run: x",
                        old -> old.insert("leases", "l", "x", "ada", new byte[32], at(5), at(0))),
                refusal(
                        "leases lease-r: token_hash must have 32 bytes",
                        old -> old.run("update leases set token_hash = x'00'")),
                refusal(
                        "leases lease-r: expires_at_ms must be a time from 1970 to 9999 in milliseconds, but is -5",
                        old -> old.run("update leases set expires_at_ms = -5")));
    }

    private static Stream<Refusal> reports() {
        return Stream.of(
                refusal("events 1: run_id names no run: x", old -> old.insert("events", 1, "x", at(0), "step", "{}")),
                refusal(
                        "events 0: id must be at least 1, but is 0",
                        old -> old.insert("events", 0, "r", at(0), "step", "{}")),
                refusal(
                        "events 9223372036854775807: id must be at most 9007199254740991, but is 9223372036854775807",
                        old -> old.insert("events", Long.MAX_VALUE, "r", at(0), "step", "{}")),
                refusal(
                        "events 1: data_json cannot be kept: malformed JSON at character 128: nesting is deeper than"
                                + " 128",
                        old -> old.insert("events", 1, "r", at(0), "step", "[".repeat(129) + "]".repeat(129))),
                refusal(
                        "gate_results 1: run_id names no run: x",
                        old -> old.insert("gate_results", 1, "x", "t", "g", "pass", "{}", null, at(0))),
                refusal(
                        "gate_results 1: task_id must be the task of the run, t, but is u",
                        old -> old.insert("gate_results", 1, "r", "u", "g", "pass", "{}", null, at(0))),
                refusal(
                        "gate_results 1: status must be \"pass\" or \"fail\", but is \"maybe\"",
                        old -> old.insert("gate_results", 1, "r", "t", "g", "maybe", "{}", null, at(0))));
    }

    private static Stream<Refusal> connections() {
        return Stream.of(
                refusal("task_dependencies t/x: depends_on_task_id names no task", old -> old.depends("t", "x")),
                refusal("task_dependencies x/t: task_id names no task", old -> old.depends("x", "t")),
                refusal(
                        "task_dependencies: tasks wait for each other: t -> t; delete one of these dependencies in a"
                                + " copy of the database",
                        old -> old.depends("t", "t")),
                refusal(
                        "task_dependencies: tasks wait for each other: c -> a -> b -> c; delete one of these"
                                + " dependencies in a copy of the database",
                        old -> old.task("a", "todo")
                                .task("b", "todo")
                                .task("c", "todo")
                                .depends("a", "b")
                                .depends("b", "c")
                                .depends("c", "a")
                                .depends("t", "c")
                                .depends("b", "t2")
                                .task("t2", "todo")),
                refusal(
                        "task_assignments x/ada: task_id names no task",
                        old -> old.insert("task_assignments", "x", "ada", null, 1, at(0), at(0))));
    }

    private static Stream<Refusal> others() {
        return Stream.of(
                refusal("artifacts a: task_id names no task: x", artifact("x", null, null)),
                refusal("artifacts a: run_id names no run: x", artifact("t", "x", null)),
                refusal("artifacts a: size_bytes must be at least 0, but is -1", artifact("t", "r", -1)),
                refusal(
                        "store n/k: value_json cannot be kept: malformed JSON at character 0: a value was expected",
                        old -> old.insert("store", "n", "k", "plain", at(0), at(0))),
                refusal(
                        "otlp_spans 1: batch_id names no batch",
                        old -> old.insert(
                                "otlp_spans (id, batch_id, trace_id, span_id, name, raw_json)",
                                1,
                                9,
                                "a",
                                "b",
                                "c",
                                "{}")),
                refusal(
                        "tasks t: another row has the same id",
                        old -> old.run("create table loose as select * from tasks union all select * from tasks")
                                .run("drop table tasks")
                                .run("alter table loose rename to tasks")),
                refusal(
                        "runs r: another row has the same task_id, attempt",
                        old -> old.run("create table loose as select * from runs")
                                .run("drop table runs")
                                .run("alter table loose rename to runs")
                                .run("s", "t", 1, "failed")));
    }

    private static Consumer<OldTracker> artifact(String task, @Nullable String run, @Nullable Object size) {
        return old -> old.insert(
                "artifacts (id, task_id, run_id, created_at_ms, kind, uri, size_bytes)",
                "a",
                task,
                run,
                at(0),
                "k",
                "u",
                size);
    }

    @Test
    void aTargetThatHoldsPipelinesIsRefused() {
        Imported.copy(directory, OldShape.WITH_GATES, imported.store, old -> old.task("t", "todo"));
        try (ReferenceDatabase again = ReferenceDatabase.open(directory.resolve("old.db"))) {
            assertThatThrownBy(() -> again.copyTo(imported.store))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessage("the database already holds pipelines; an import needs one that holds nothing");
        }
    }

    @Test
    void aTargetThatHoldsArtifactsIsRefused() {
        imported.tracker.artifacts().create(new NewArtifact(null, null, "k", "u", null, null, JsonText.EMPTY_OBJECT));
        assertThatThrownBy(() -> Imported.copy(directory, OldShape.WITH_GATES, imported.store, old -> {}))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessage("the database already holds artifacts; an import needs one that holds nothing");
    }

    @Test
    void aTargetThatHoldsEntriesOfANamespaceIsRefused() {
        imported.tracker.entries().put("notes", "mine", JsonText.of("1"));
        assertThatThrownBy(() -> Imported.copy(
                        directory,
                        OldShape.WITH_STORE,
                        imported.store,
                        old -> old.insert("store", "notes", "yours", "2", at(0), at(0))))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessage("the database already holds entries of the namespace notes; an import needs one that holds"
                        + " nothing");
    }
}
