package dev.nulltickets.persistence.reference;

import static dev.nulltickets.persistence.reference.OldTracker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.artifact.ArtifactId;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.task.Assignment;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import dev.nulltickets.core.trace.Span;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that everything in an old database of either shape is there afterwards, as it was. */
class WholeImportTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

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

    @Test
    void aDatabaseWithGatesIsCopied() {
        ImportReport report = Imported.copy(
                directory,
                OldShape.WITH_GATES,
                imported.store,
                old -> common(old).insert("gate_results", 7, "r1", "t1", "tests", "pass", "{\"n\":1}", "ci", at(-39)));
        assertThat(report.imported()).containsExactlyEntriesOf(counts(1, 0));
        assertThat(report.imported().keySet())
                .containsExactly(
                        "pipelines",
                        "tasks",
                        "dependencies",
                        "assignments",
                        "runs",
                        "leases",
                        "events",
                        "gate results",
                        "artifacts",
                        "entries",
                        "trace batches",
                        "spans");
        assertThat(report.changed()).isEmpty();
        assertThat(report.leftOut())
                .containsExactly(
                        "idempotency_keys (rows: 1): answers to repeated requests, which are kept in the clear there; a"
                                + " request that is repeated across the import is carried out again");
        expectCommon();
        assertThat(imported.tracker.runs().gates(new RunId("r1")))
                .containsExactly(new GateResult(
                        7,
                        new RunId("r1"),
                        new TaskId("t1"),
                        "tests",
                        GateStatus.PASS,
                        JsonText.of("{\"n\":1}"),
                        "ci",
                        time(-39)));
    }

    @Test
    void aDatabaseWithAStoreIsCopied() {
        ImportReport report = Imported.copy(
                directory,
                OldShape.WITH_STORE,
                imported.store,
                old -> common(old)
                        .set("t1", "run_id = 'r1', workflow_state_json = '{}'")
                        .insert(
                                "store",
                                "team notes",
                                "n/1",
                                "{\"title\":\"Caf\\u00e9 au lait\",\"n\":5}",
                                at(-30),
                                at(-20))
                        .insert("store", "plain", "s", "\"just text\"", at(-30), at(-30))
                        .insert("pipeline_stage_roles", "p", "todo", "coder")
                        .run("create table surprises (id text)"));
        assertThat(report.imported()).containsExactlyEntriesOf(counts(0, 2));
        assertThat(report.changed()).isEmpty();
        assertThat(report.leftOut())
                .hasSize(4)
                .contains(
                        "table surprises: it is not known here",
                        "tasks.run_id (rows: 1): it is not known here",
                        "tasks.workflow_state_json (rows: 1): it is not known here");
        expectCommon();
        assertThat(imported.tracker.entries().list("team notes"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.value()).isEqualTo(JsonText.of("{\"title\":\"Caf\\u00e9 au lait\",\"n\":5}"));
                    assertThat(entry.createdAt()).isEqualTo(time(-30));
                    assertThat(entry.updatedAt()).isEqualTo(time(-20));
                });
        assertThat(imported.tracker.entries().search(EntrySearch.of("cafe").where("$.n", "5"), 10))
                .hasSize(1);
        assertThat(imported.tracker.entries().search(EntrySearch.of("text"), 10))
                .hasSize(1);
    }

    private static OldTracker common(OldTracker old) {
        return old.task("t1", "review")
                .set(
                        "t1",
                        "priority = -3, metadata_json = '{\"a\": [1]}', task_version = 4, max_attempts = 5,"
                                + " retry_delay_ms = 250, dead_letter_stage = 'nowhere'")
                .task("t2", "todo")
                .depends("t2", "t1")
                .run("r1", "t1", 1, "completed")
                .run("r2", "t1", 2, "running")
                .run("update runs set usage_json = '{\"tokens\":1}' where id = 'r1'")
                .run("r3", "t2", 1, "failed")
                .run("update runs set error_text = 'boom' where id = 'r3'")
                .lease("r2", 20)
                .insert("events", 3, "r1", at(-40), "step", "{\"message\":\"line\\n\\\"quoted\\\" 😀\"}")
                .insert("events", 9, "r1", at(-39), "transition", "{\"trigger\":\"finish\"}")
                .insert("task_assignments", "t1", "bob", null, 0, at(-58), at(-57))
                .insert("task_assignments", "t1", "ada", "lead", 1, at(-57), at(-56))
                .insert("artifacts", "a1", "t1", "r1", at(-38), "patch", "file:///1", "AA", 12, "{\"k\":1}")
                .insert("artifacts (id, created_at_ms, kind, uri)", "a2", at(-38), "log", "s3://b")
                .insert("idempotency_keys", "k", "POST", "/tasks", new byte[32], 201, "{}", at(-20))
                .insert("otlp_batches", 4, at(-37), "application/json", "{\"resourceSpans\":[]}", null, 1)
                .insert("otlp_batches", 5, at(-36), "application/x-protobuf", null, new byte[] {10, 2}, 0)
                .insert("otlp_spans", span());
    }

    private static Object[] span() {
        return new Object[] {
            1,
            4,
            TRACE,
            "B7AD6B7169203331",
            "00f067aa0ba902b7",
            "step",
            "2",
            1_735_689_600_000_000_000L,
            1_735_689_601_000_000_000L,
            "STATUS_CODE_ERROR",
            "broken",
            "[{\"key\":\"k\"}]",
            "[]",
            "s",
            "1.0",
            "r1",
            "t1",
            "{\"traceState\":\"a=b\",\"flags\":257,\"events\":[{\"name\":\"e\"}],\"droppedEventsCount\":2}"
        };
    }

    private static Map<String, Long> counts(long gates, long entries) {
        ReportDraft draft = new ReportDraft();
        draft.imported(ReportDraft.Kind.PIPELINES, 1);
        draft.imported(ReportDraft.Kind.TASKS, 2);
        draft.imported(ReportDraft.Kind.DEPENDENCIES, 1);
        draft.imported(ReportDraft.Kind.ASSIGNMENTS, 2);
        draft.imported(ReportDraft.Kind.RUNS, 3);
        draft.imported(ReportDraft.Kind.LEASES, 1);
        draft.imported(ReportDraft.Kind.EVENTS, 2);
        draft.imported(ReportDraft.Kind.GATE_RESULTS, gates);
        draft.imported(ReportDraft.Kind.ARTIFACTS, 2);
        draft.imported(ReportDraft.Kind.ENTRIES, entries);
        draft.imported(ReportDraft.Kind.TRACE_BATCHES, 2);
        draft.imported(ReportDraft.Kind.SPANS, 1);
        return draft.finished().imported();
    }

    private void expectCommon() {
        expectPipeline();
        assertThat(imported.task("t1")).isEqualTo(firstTask());
        assertThat(imported.task("t2").state()).isEqualTo(TaskState.BLOCKED);
        assertThat(imported.tracker.tasks().assignments(new TaskId("t1")))
                .containsExactly(
                        new Assignment(new TaskId("t1"), Imported.agent("bob"), null, false, time(-58), time(-57)),
                        new Assignment(new TaskId("t1"), Imported.agent("ada"), "lead", true, time(-57), time(-56)));
        expectRuns();
        assertThat(imported.tracker
                        .artifacts()
                        .list(ArtifactFilter.ALL, PageRequest.first(10))
                        .items())
                .containsExactly(
                        new Artifact(
                                new ArtifactId("a1"),
                                new TaskId("t1"),
                                new RunId("r1"),
                                time(-38),
                                "patch",
                                "file:///1",
                                "AA",
                                12L,
                                JsonText.of("{\"k\":1}")),
                        new Artifact(
                                new ArtifactId("a2"),
                                null,
                                null,
                                time(-38),
                                "log",
                                "s3://b",
                                null,
                                null,
                                JsonText.EMPTY_OBJECT));
        expectSpan();
    }

    private void expectPipeline() {
        assertThat(imported.tracker.pipelines().list()).singleElement().satisfies(pipeline -> {
            assertThat(pipeline.id()).isEqualTo(new PipelineId("p"));
            assertThat(pipeline.name()).isEqualTo("delivery");
            assertThat(pipeline.definition().text()).isEqualTo(JsonText.of(OldTracker.DEFINITION));
            assertThat(pipeline.createdAt()).isEqualTo(time(-90));
        });
    }

    private static Task firstTask() {
        return new Task(
                new TaskId("t1"),
                new PipelineId("p"),
                "review",
                new AgentRole("reviewer"),
                TaskState.LEASED,
                "title of t1",
                "description of t1",
                -3,
                JsonText.of("{\"a\": [1]}"),
                4,
                Instant.EPOCH,
                new RetryPolicy(5, Duration.ofMillis(250), "nowhere", 10),
                null,
                2,
                0,
                0,
                0,
                Imported.agent("ada"),
                time(-60),
                time(-50),
                0);
    }

    private void expectRuns() {
        assertThat(imported.run("r1"))
                .isEqualTo(new Run(
                        new RunId("r1"),
                        new TaskId("t1"),
                        1,
                        RunStatus.COMPLETED,
                        Imported.agent("ada"),
                        new AgentRole("coder"),
                        time(-40),
                        time(-39),
                        JsonText.of("{\"tokens\":1}"),
                        null));
        assertThat(imported.run("r2").endedAt()).isNull();
        assertThat(imported.run("r3").error()).isEqualTo("boom");
        assertThat(imported.store.<Lease>read(
                        tx -> tx.leases().of(new RunId("r2")).orElseThrow()))
                .isEqualTo(new Lease(
                        new LeaseId("lease-r2"),
                        new RunId("r2"),
                        new TaskId("t1"),
                        new PipelineId("p"),
                        "review",
                        new LeaseToken("r2").hash(),
                        2,
                        time(-40),
                        Duration.ofMinutes(30),
                        time(20),
                        false));
        assertThat(imported.events("r1"))
                .containsExactly(
                        new Event(
                                3,
                                new RunId("r1"),
                                new TaskId("t1"),
                                time(-40),
                                "step",
                                JsonText.of("{\"message\":\"line\\n\\\"quoted\\\" 😀\"}")),
                        new Event(
                                9,
                                new RunId("r1"),
                                new TaskId("t1"),
                                time(-39),
                                "transition",
                                JsonText.of("{\"trigger\":\"finish\"}")));
    }

    private void expectSpan() {
        List<Span> spans =
                imported.tracker.traces().ofTrace(TRACE, PageRequest.first(10)).items();
        assertThat(spans)
                .singleElement()
                .isEqualTo(new Span(
                        TRACE,
                        "b7ad6b7169203331",
                        "00f067aa0ba902b7",
                        "a=b",
                        257,
                        "step",
                        2,
                        1_735_689_600_000_000_000L,
                        1_735_689_601_000_000_000L,
                        JsonText.of("[{\"key\":\"k\"}]"),
                        JsonText.of("[{\"name\":\"e\"}]"),
                        JsonText.EMPTY_ARRAY,
                        new Span.Dropped(0, 2, 0),
                        new Span.Status(2, "broken"),
                        new Span.Scope("s", "1.0", JsonText.EMPTY_ARRAY, 0, ""),
                        Span.Resource.NONE,
                        new RunId("r1"),
                        new TaskId("t1"),
                        null));
        assertThat(imported.tracker
                        .traces()
                        .ofRun(new RunId("r1"), PageRequest.first(10))
                        .items())
                .isEqualTo(spans);
    }

    private static Instant time(long minutes) {
        return Instant.ofEpochMilli(at(minutes));
    }
}
