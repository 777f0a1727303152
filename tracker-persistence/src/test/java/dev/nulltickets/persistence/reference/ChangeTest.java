package dev.nulltickets.persistence.reference;

import static dev.nulltickets.persistence.reference.OldTracker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import dev.nulltickets.core.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that what the reference accepts and this tracker does not is kept where it can be, and told. */
class ChangeTest {
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
    void limitsOfTriesAreKeptInRange() {
        ImportReport report = copy(old -> old.task("zero", "todo")
                .set("zero", "max_attempts = 0, retry_delay_ms = -5, next_eligible_at_ms = -3")
                .task("below", "todo")
                .set("below", "max_attempts = -1")
                .task("above", "todo")
                .set(
                        "above",
                        "max_attempts = 3000000000, retry_delay_ms = 9223372036854775807,"
                                + " next_eligible_at_ms = 9223372036854775000"));
        assertThat(report.changed())
                .containsExactlyInAnyOrder(
                        "tasks: max_attempts below 1 became 1, which the first failure reaches as well (2 rows, the"
                                + " first of them: zero)",
                        "tasks: retry_delay_ms below 0 became 0, after which a task is eligible at once as well"
                                + " (1 row: zero)",
                        "tasks: next_eligible_at_ms below 0 became 0, which is as past (1 row: zero)",
                        "tasks: max_attempts beyond 2147483647 became that (1 row: above)",
                        "tasks: retry_delay_ms beyond ten years became ten years (1 row: above)",
                        "tasks: next_eligible_at_ms beyond the year 9999 became its end (1 row: above)");
        assertThat(imported.task("zero").retryPolicy().maxAttempts()).isEqualTo(1);
        assertThat(imported.task("zero").state()).isEqualTo(TaskState.READY);
        assertThat(imported.task("above").retryPolicy().retryDelay()).isEqualTo(Checks.MAX_DELAY);
        assertThat(imported.task("above").state()).isEqualTo(TaskState.SCHEDULED);
    }

    @Test
    void valuesThatAreNoObjectsArePutIntoOne() {
        ImportReport report = copy(old -> old.task("t", "todo")
                .set("t", "metadata_json = '[1]'")
                .run("r", "t", 1, "failed")
                .insert("events", 1, "r", at(0), "", "\"text\"")
                .insert("artifacts (id, created_at_ms, kind, uri, meta_json)", "a", at(0), "", "", "null"));
        assertThat(report.changed())
                .hasSize(3)
                .first()
                .isEqualTo(
                        "tasks: metadata_json that is no object became {\"value\": …}, with what it was inside (1 row: t)");
        assertThat(imported.task("t").metadata()).isEqualTo(JsonText.of("{\"value\":[1]}"));
        assertThat(imported.events("r")).singleElement().satisfies(event -> {
            assertThat(event.data()).isEqualTo(JsonText.of("{\"value\":\"text\"}"));
            assertThat(event.kind()).isEmpty();
        });
        assertThat(imported.tracker
                        .artifacts()
                        .list(ArtifactFilter.ALL, PageRequest.first(1))
                        .items())
                .singleElement()
                .satisfies(artifact -> assertThat(artifact.meta()).isEqualTo(JsonText.of("{\"value\":null}")));
    }

    @Test
    void agentsWithoutANameGetOne() {
        ImportReport report = copy(old -> old.task("t", "todo")
                .run("r", "t", 1, "failed")
                .run("update runs set agent_id = '', agent_role = null")
                .insert("task_assignments", "t", " ", null, 1, at(0), at(0)));
        assertThat(report.changed())
                .hasSize(3)
                .contains("runs: agent_role without a name became \"unknown\" (1 row: r)");
        assertThat(imported.run("r").agentId().value()).isEqualTo("unknown");
        assertThat(imported.run("r").agentRole().value()).isEqualTo("unknown");
        assertThat(imported.task("t").assignee()).isEqualTo(Imported.agent("unknown"));
        assertThat(imported.tracker.tasks().assignments(new TaskId("t")))
                .singleElement()
                .satisfies(assignment -> assertThat(assignment.active()).isTrue());
    }

    @Test
    void ofSeveralActiveAssignmentsTheLatestCounts() {
        ImportReport report = copy(old -> old.task("t", "todo")
                .insert("task_assignments", "t", "late", null, 1, at(-3), at(-1))
                .insert("task_assignments", "t", "early", null, 1, at(-2), at(-2)));
        assertThat(report.changed())
                .containsExactly("task_assignments: active became inactive, because a later assignment of the task is"
                        + " active, too (1 row: t/early)");
        assertThat(imported.task("t").assignee()).isEqualTo(Imported.agent("late"));
    }

    @Test
    void timesToLiveAreKeptInRange() {
        ImportReport report = copy(old -> old.task("a", "todo")
                .run("short", "a", 1, "running")
                .insert("leases", "l1", "short", "ada", OldTracker.hash("short"), at(1), at(1) - 5)
                .task("b", "todo")
                .run("long", "b", 1, "running")
                .insert("leases", "l2", "long", "ada", OldTracker.hash("long"), at(10_000), at(0))
                .task("c", "todo")
                .run("odd", "c", 1, "running")
                .insert("leases", "l3", "odd", "ada", OldTracker.hash("odd"), at(1), at(2)));
        assertThat(report.changed())
                .containsExactly(
                        "leases: a time to live below 1 s became 1 s (1 row: l1)",
                        "leases: a time to live beyond 24 h became 24 h, from the next heartbeat on (1 row: l2)",
                        "leases: a time to live that is none became 5 minutes (1 row: l3)");
        expectTtl("l1", "short", Duration.ofSeconds(1));
        expectTtl("l2", "long", Duration.ofHours(24));
        expectTtl("l3", "odd", Duration.ofMinutes(5));
    }

    private void expectTtl(String lease, String token, Duration ttl) {
        assertThat(imported.tracker.leases().heartbeat(new LeaseId(lease), new LeaseToken(token), null))
                .isEqualTo(OldTracker.NOW.plus(ttl));
    }

    @Test
    void anEndedRunEndsAtItsStartIfItDoesNotSayWhen() {
        ImportReport report =
                copy(old -> old.task("t", "todo").run("r", "t", 1, "stale").run("update runs set ended_at_ms = null"));
        assertThat(report.changed())
                .containsExactly(
                        "runs: ended_at_ms that is null became started_at_ms, because the run has ended (1 row: r)");
        assertThat(imported.run("r").endedAt()).isEqualTo(imported.run("r").startedAt());
    }

    @Test
    void spansThatAreNoneOrComeAgainAreLeftOut() {
        String trace = "0AF7651916CD43DD8448EB211C80319C";
        ImportReport report = copy(old -> old.insert("otlp_batches", 1, at(0), "", "{}", null, 4)
                .insert("otlp_batches", 2, at(0), "", null, null, 0)
                .insert(span(), 1, 1, trace, "b7ad6b7169203331", "n", "SPAN_KIND_CLIENT", 5L, "{}", "not JSON")
                .insert(span(), 2, 1, trace.toLowerCase(Locale.ROOT), "B7ad6b7169203331", "n", "", 5L, "[]", "1")
                .insert(span(), 3, 1, trace, "xyz", "n", "", 5L, "[]", "1")
                .insert(span(), 4, 2, trace, "0000000000000001", "n", "strange", -5L, "[]", "{\"flags\":-1}"));
        assertThat(report.imported()).containsEntry("trace batches", 2L).containsEntry("spans", 2L);
        assertThat(report.changed())
                .containsExactly(
                        "otlp_spans: attributes_json that is no array became an empty one; its batch still holds it"
                                + " (1 row: 1)",
                        "otlp_spans: left out, because the span was sent before (1 row: 2)",
                        "otlp_spans: left out, because its ids are none of a span; its batch still holds it"
                                + " (1 row: 3)",
                        "otlp_spans: kind that OTLP does not know became 0 (1 row: 4)",
                        "otlp_spans: start_time_unix_nano below 0 became 0 (1 row: 4)");
        assertThat(imported.tracker.traces().ofTrace(trace.toLowerCase(Locale.ROOT), 10))
                .extracting(span -> span.spanId() + " " + span.kind() + " " + span.startNanos() + " " + span.flags())
                .containsExactly("0000000000000001 0 0 0", "b7ad6b7169203331 3 5 0");
    }

    private static String span() {
        return "otlp_spans (id, batch_id, trace_id, span_id, name, kind, start_time_unix_nano, attributes_json, raw_json)";
    }

    @Test
    void aDatabaseOfAnEarlierVersionIsCopied() {
        ImportReport report = copy(old -> {
            for (String table : new String[] {
                "leases",
                "events",
                "gate_results",
                "artifacts",
                "task_dependencies",
                "task_assignments",
                "otlp_batches",
                "otlp_spans",
                "idempotency_keys"
            }) {
                old.run("drop table " + table);
            }
            for (String column : new String[] {"max_attempts", "dead_letter_reason", "task_version", "metadata_json"}) {
                old.run("alter table tasks drop column " + column);
            }
            old.task("t", "todo");
        });
        assertThat(report.imported()).containsEntry("tasks", 1L).containsEntry("events", 0L);
        assertThat(report.leftOut()).isEmpty();
        assertThat(imported.task("t").version()).isEqualTo(1);
        assertThat(imported.task("t").metadata()).isEqualTo(JsonText.EMPTY_OBJECT);
    }

    @Test
    void anImportThatIsRunAgainAfterAConflictCopiesOnce() {
        AtomicInteger runs = new AtomicInteger();
        ImportReport report = Imported.copy(
                directory,
                OldShape.WITH_GATES,
                new Conflicting(imported.store, runs),
                old -> old.task("t", "todo").set("t", "max_attempts = 0"));
        assertThat(runs).hasValue(2);
        assertThat(report.imported()).containsEntry("tasks", 1L);
        assertThat(report.changed()).singleElement().asString().endsWith("(1 row: t)");
    }

    private record Conflicting(TrackerStore store, AtomicInteger runs) implements TrackerStore {
        @Override
        public <R> R write(Function<? super Tx, ? extends R> work) {
            return store.write(tx -> {
                R result = work.apply(tx);
                if (runs.incrementAndGet() == 1) {
                    throw new StaleDataException("everything");
                }
                return result;
            });
        }

        @Override
        public <R> R read(Function<? super ReadTx, ? extends R> work) {
            return store.read(work);
        }

        @Override
        public Registration onWork(Consumer<? super WorkSignal> listener) {
            return store.onWork(listener);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private ImportReport copy(Consumer<OldTracker> content) {
        return Imported.copy(directory, OldShape.WITH_GATES, imported.store, content);
    }
}
