package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.Given.ADA;
import static dev.nulltickets.persistence.Given.CODER;
import static dev.nulltickets.persistence.Given.PIPELINE;
import static dev.nulltickets.persistence.Given.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.GateStatus;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.spi.IdempotencyStore.StoredAnswer;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import dev.nulltickets.core.task.Assignment;
import dev.nulltickets.core.task.Dependency;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.task.TaskLifecycle;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove how many statements each operation of the SPI takes: one, with a few named exceptions. */
class StatementCountTest {
    @TempDir
    private Path directory;

    private Statements statements;
    private SqlTransaction tx;
    private Task task;

    @BeforeEach
    void open() throws SQLException {
        Path file = directory.resolve("counts.db");
        Schema.migrate(file);
        statements = new Statements(() -> new Connections(file, SqliteSettings.of(file)).writer());
        tx = SqlTransaction.of(statements.enter(), new Changes(), Sequences.unused());
        tx.pipelines().insert(PIPELINE);
        task = Given.task("a");
        tx.tasks().insert(task);
        tx.tasks().insert(Given.task("b"));
    }

    @AfterEach
    void close() {
        statements.close();
    }

    @Test
    void aClaimTakesTwoProbesAndThreeWrites() {
        assertThat(count(() -> tx.tasks().best(CODER, ADA))).isEqualTo(2);
        assertThat(count(() -> Given.claim(tx))).isEqualTo(2 + 3);
    }

    @Test
    void limitedClaimsTakeAProbeForEachStageAndAssignee() {
        StageKey stage = new StageKey(PIPELINE.id(), "todo");
        assertThat(count(() -> tx.tasks().best(CODER, ADA, stage))).isEqualTo(2);
        assertThat(count(() -> tx.tasks().waitingStages(CODER, ADA))).isEqualTo(1 + 2 + 1);
        assertThat(count(() -> tx.leases().held(stage, 10))).isEqualTo(1);
    }

    @Test
    void anAssignmentTakesTwo() {
        assertThat(count(() -> tx.assignments().activate(task.id(), ADA, null, START)))
                .isEqualTo(2);
        assertThat(count(() -> tx.assignments().deactivate(task.id(), ADA, START)))
                .isEqualTo(1);
    }

    @Test
    void theWorkOnARunTakesOneEach() {
        Task leased = Given.claim(tx, task);
        var run = Given.run("a", leased);
        var lease = Given.lease("a", leased);
        Task done =
                TaskLifecycle.of(leased, START).advance(PIPELINE.definition().existing("done"));
        JsonText none = JsonText.EMPTY_OBJECT;
        assertThat(count(() -> tx.leases().of(run.id()))).isEqualTo(1);
        assertThat(count(() -> tx.leases().extend(lease.id(), 1, START, Duration.ofMinutes(1))))
                .isEqualTo(1);
        assertThat(count(() -> tx.events().append(run.id(), task.id(), START, "kind", none)))
                .isEqualTo(1);
        assertThat(count(() -> tx.gates()
                        .append(run.id(), task.id(), START, new NewGateResult("gate", GateStatus.PASS, none, null))))
                .isEqualTo(1);
        assertThat(count(() -> tx.gates().latest(run.id(), "gate"))).isEqualTo(1);
        assertThat(count(() -> tx.runs().finish(run.id(), RunStatus.COMPLETED, START, none, null)))
                .isEqualTo(1);
        assertThat(count(() -> tx.tasks().update(leased, done))).isEqualTo(1);
        assertThat(count(() -> tx.leases().end(lease.id(), 1))).isEqualTo(1);
        assertThat(count(() -> tx.leases().overdue(START, 10))).isEqualTo(1);
        assertThat(count(() -> tx.tasks().due(START, 10))).isEqualTo(1);
    }

    @Test
    void listsTakeOneEach() {
        assertThat(count(() -> tx.tasks().list(TaskFilter.ALL, null, 10))).isEqualTo(1);
        assertThat(count(() -> tx.dependencies().of(task.id()))).isEqualTo(1);
        assertThat(count(() -> tx.assignments().of(task.id()))).isEqualTo(1);
        assertThat(count(() -> tx.runs().list(task.id(), 0, 10))).isEqualTo(1);
        assertThat(count(() -> tx.pipelines().ids())).isEqualTo(1);
        assertThat(count(() -> tx.artifacts().list(ArtifactFilter.ALL, null, 10)))
                .isEqualTo(1);
        assertThat(count(() -> tx.traces().ofTask(task.id(), 10))).isEqualTo(1);
        assertThat(count(() -> tx.entries().list("notes"))).isEqualTo(1);
    }

    @Test
    void figuresTakeOneEach() {
        assertThat(count(() -> tx.figures().stages())).isEqualTo(1);
        assertThat(count(() -> tx.figures().oldestReady(CODER))).isEqualTo(1);
        assertThat(count(() -> tx.figures().leasesGrantedBy(START))).isEqualTo(1);
        assertThat(count(() -> tx.figures().leasesEndingBy(START, START))).isEqualTo(1);
    }

    @Test
    void anEntryTakesOneToFindAndOneForEachPlaceItIsIn() {
        assertThat(count(() -> Given.put(tx.entries(), "notes", "one", "1"))).isEqualTo(3);
        assertThat(count(() -> Given.put(tx.entries(), "notes", "one", "2"))).isEqualTo(3);
        assertThat(count(() -> tx.entries().find("notes", "one"))).isEqualTo(1);
        assertThat(count(() -> tx.entries().search(EntrySearch.of("one"), 10))).isEqualTo(1);
        assertThat(count(() -> tx.entries().delete("notes", "none"))).isEqualTo(1);
        assertThat(count(() -> tx.entries().delete("notes", "one"))).isEqualTo(3);
        assertThat(count(() -> tx.entries().deleteAll("notes"))).isEqualTo(2);
    }

    @Test
    void aBatchTakesOneAndEachSpanOneAndWhatTheyComeFromFour() {
        assertThat(count(() -> tx.traces().append(START, "", TraceEncoding.JSON, new byte[0], 2)))
                .isEqualTo(1);
        List<Span> spans = List.of(Given.span("a", 1, null, null), Given.span("a", 2, null, null));
        assertThat(count(() -> tx.traces().add(1, spans))).isEqualTo(4 + 2);
    }

    @Test
    void whatComesFromElsewhereTakesOneEach() {
        var run = Given.run("a", Given.claim(tx, task));
        JsonText none = JsonText.EMPTY_OBJECT;
        assertThat(count(() -> tx.events().insert(new Event(7, run.id(), task.id(), START, "kind", none))))
                .isEqualTo(1);
        assertThat(count(() -> tx.gates()
                        .insert(new GateResult(7, run.id(), task.id(), "gate", GateStatus.PASS, none, null, START))))
                .isEqualTo(1);
        assertThat(count(() -> tx.assignments().insert(new Assignment(task.id(), ADA, null, true, START, START))))
                .isEqualTo(1);
        assertThat(count(() -> tx.artifacts().insert(Given.artifact("a", task, run))))
                .isEqualTo(1);
    }

    @Test
    void everythingElseTakesOne() {
        StoredAnswer answer = new StoredAnswer("a".repeat(64), "b".repeat(64), "", "sealed", START, START);
        Dependency dependency = new Dependency(task.id(), Given.task("b").id(), true, START);
        assertThat(count(() -> tx.idempotency().put(answer))).isEqualTo(1);
        assertThat(count(() -> tx.idempotency().find(answer.keyHash()))).isEqualTo(1);
        assertThat(count(() -> tx.idempotency().purge(START, 10))).isEqualTo(1);
        assertThat(count(() -> tx.dependencies().insert(dependency))).isEqualTo(1);
        assertThat(count(() -> tx.dependencies().resolve(dependency.taskId(), dependency.dependsOn())))
                .isEqualTo(1);
    }

    @Test
    void aTaskThatManyNewOnesWaitForIsReadOnce() {
        Tracker tracker = new Tracker(new Joined(tx.at(START.plusSeconds(1))));
        List<NewTask> waiting =
                Collections.nCopies(10, NewTask.of(PIPELINE.id(), "title", "").withDependencies(List.of(task.id())));
        // The pipeline and the task that all wait for, then each task and its dependency.
        assertThat(count(() -> tracker.tasks().createAll(waiting))).isEqualTo(2 + 10 * 2);
    }

    @Test
    void aClaimOfSeveralLooksOnceForWhatIsDue() {
        Tracker tracker = new Tracker(new Joined(tx.at(START.plusSeconds(1))));
        ClaimRequest request = ClaimRequest.of("ada", "coder");
        // Two looks at what is due, then for each task two probes and three writes, and two probes that find nothing.
        assertThat(count(() -> tracker.leases().claimAll(request, 10))).isEqualTo(2 + 2 * (2 + 3) + 2);
    }

    /** Let a use case work in a transaction that is open. */
    private record Joined(Tx tx) implements TrackerStore {
        @Override
        public <R> R write(Function<? super Tx, ? extends R> work) {
            return work.apply(tx);
        }

        @Override
        public <R> R read(Function<? super ReadTx, ? extends R> work) {
            return work.apply(tx);
        }

        @Override
        public Registration onWork(Consumer<? super WorkSignal> listener) {
            return () -> {};
        }

        @Override
        public void close() {}
    }

    private long count(Runnable work) {
        long before = statements.executed();
        work.run();
        return statements.executed() - before;
    }
}
