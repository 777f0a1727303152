package dev.nulltickets.persistence.reference;

import static dev.nulltickets.persistence.reference.OldTracker.NOW;
import static dev.nulltickets.persistence.reference.OldTracker.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.run.TransitionRequest;
import dev.nulltickets.core.task.TaskState;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that agents go on after an import as if nothing had happened. */
class WorkGoesOnTest {
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
    void everyTaskIsInTheStateThatItsRowsAmountTo() {
        copy(old -> old.task("ready", "todo")
                .task("no-role", "review")
                .task("done", "done")
                .task("later", "todo")
                .set("later", "next_eligible_at_ms = " + at(5))
                .task("not-later", "todo")
                .set("not-later", "next_eligible_at_ms = " + at(-5))
                .task("blocked", "todo")
                .set("blocked", "next_eligible_at_ms = " + at(5))
                .depends("blocked", "ready")
                .depends("blocked", "done")
                .depends("blocked", "dead-at-the-end")
                .task("unblocked", "todo")
                .depends("unblocked", "done")
                .task("leased", "todo")
                .run("r", "leased", 1, "running")
                .lease("r", 5)
                .depends("leased", "ready")
                .task("dead", "parked")
                .set(
                        "dead",
                        "dead_letter_reason = 'max_attempts_exceeded', dead_letter_stage = 'parked',"
                                + " next_eligible_at_ms = 9223372036854775000")
                .run("f1", "dead", 1, "failed")
                .task("dead-where-it-was", "todo")
                .set("dead-where-it-was", "dead_letter_reason = 'any text'")
                .run("f2", "dead-where-it-was", 1, "failed")
                .task("dead-at-the-end", "done")
                .set("dead-at-the-end", "dead_letter_reason = 'max_attempts_exceeded'"));
        expectState("ready", TaskState.READY, 0, 0);
        expectState("no-role", TaskState.READY, 0, 0);
        expectState("done", TaskState.DONE, 0, 0);
        expectState("later", TaskState.SCHEDULED, 0, 0);
        expectState("not-later", TaskState.READY, 0, 0);
        expectState("blocked", TaskState.BLOCKED, 2, 0);
        expectState("unblocked", TaskState.READY, 0, 0);
        expectState("leased", TaskState.LEASED, 1, 0);
        expectState("dead", TaskState.DEAD_LETTERED, 0, 0);
        expectState("dead-where-it-was", TaskState.DEAD_LETTERED, 0, 1);
        expectState("dead-at-the-end", TaskState.DEAD_LETTERED, 0, 0);
        assertThat(imported.task("not-later").nextEligibleAt().toEpochMilli()).isEqualTo(at(-5));
        assertThat(imported.task("dead").nextEligibleAt().toEpochMilli()).isZero();
    }

    private void expectState(String task, TaskState state, int open, int failures) {
        assertThat(imported.task(task)).as(task).satisfies(found -> {
            assertThat(found.state()).isEqualTo(state);
            assertThat(found.openDependencies()).isEqualTo(open);
            assertThat(found.failures()).isEqualTo(failures);
        });
    }

    @Test
    void failuresCountFromTheEntryIntoTheStage() {
        copy(old -> old.task("t", "review")
                .run("r1", "t", 1, "failed")
                .run("r2", "t", 2, "stale")
                .run("r3", "t", 3, "completed")
                .run("r4", "t", 4, "failed")
                .run("r5", "t", 5, "stale")
                .run("r6", "t", 6, "stale"));
        assertThat(imported.task("t")).satisfies(task -> {
            assertThat(task.attempts()).isEqualTo(6);
            assertThat(task.failures()).isEqualTo(1);
            assertThat(task.expirations()).isEqualTo(2);
        });
    }

    @Test
    void aTokenOfALiveLeaseGoesOnWorking() {
        copy(old -> old.task("t", "todo")
                .run("r", "t", 1, "running")
                .lease("r", 5)
                .task("waits", "todo")
                .depends("waits", "t")
                .set("waits", "priority = 9"));
        LeaseToken token = new LeaseToken("r");
        assertThat(imported.tracker.leases().heartbeat(new LeaseId("lease-r"), token, null))
                .isEqualTo(NOW.plus(Duration.ofMinutes(15)));
        assertThatThrownBy(() ->
                        imported.tracker.leases().heartbeat(new LeaseId("lease-r"), new LeaseToken("another"), null))
                .isInstanceOf(RejectedException.class)
                .satisfies(refused -> assertThat(((RejectedException) refused).rejection())
                        .isInstanceOf(Rejection.Unauthorized.class));
        transition("r", token, "finish");
        Claim review = claim("reviewer").orElseThrow();
        assertThat(review.task().id()).isEqualTo(new TaskId("t"));
        assertThat(review.run().attempt()).isEqualTo(2);
        assertThat(claim("coder")).isEmpty();
        transition(review.run().id().value(), review.token(), "approve");
        assertThat(claim("coder").orElseThrow().task().id()).isEqualTo(new TaskId("waits"));
    }

    @Test
    void aTokenThatWasHashedAsBytesGoesOnWorking() throws NoSuchAlgorithmException {
        byte[] bytes = new byte[32];
        bytes[0] = 42;
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        copy(old -> old.task("t", "todo")
                .run("r", "t", 1, "running")
                .insert("leases", "l", "r", "ada", hash, at(5), at(0)));
        assertThat(imported.tracker
                        .leases()
                        .heartbeat(
                                new LeaseId("l"), new LeaseToken(HexFormat.of().formatHex(bytes)), null))
                .isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void aLeaseThatHasRunOutIsTakenBackByHousekeeping() {
        copy(old -> old.task("t", "todo")
                .set("t", "retry_delay_ms = 60000")
                .run("r", "t", 1, "running")
                .lease("r", -1));
        assertThat(imported.task("t").state()).isEqualTo(TaskState.LEASED);
        imported.tracker.housekeeping().run();
        assertThat(imported.task("t")).satisfies(task -> {
            assertThat(task.state()).isEqualTo(TaskState.SCHEDULED);
            assertThat(task.expirations()).isEqualTo(1);
        });
        assertThat(imported.run("r").status()).isEqualTo(RunStatus.STALE);
        assertThat(imported.events("r")).extracting(Event::kind).containsExactly("lease_expired");
        imported.clock.advance(Duration.ofMinutes(1));
        assertThat(claim("coder").orElseThrow().run().attempt()).isEqualTo(2);
    }

    @Test
    void aRunWithoutALeaseEndsSoThatItsTaskCanBeClaimed() {
        ImportReport report = copy(old -> old.task("t", "todo").run("r", "t", 1, "running"));
        assertThat(report.changed())
                .containsExactly("runs: running without a lease became stale, which ended just now (1 row: r)");
        assertThat(imported.run("r").status()).isEqualTo(RunStatus.STALE);
        assertThat(imported.run("r").endedAt()).isEqualTo(NOW);
        assertThat(imported.task("t").expirations()).isEqualTo(1);
        assertThat(claim("coder").orElseThrow().run().attempt()).isEqualTo(2);
    }

    @Test
    void onlyTheLatestRunHoldsATask() {
        ImportReport report = copy(old -> old.task("t", "todo")
                .run("r1", "t", 1, "running")
                .lease("r1", 5)
                .run("r2", "t", 2, "running")
                .lease("r2", 5)
                .insert("leases", "earlier", "r2", "ada", OldTracker.hash("x"), at(4), at(0)));
        assertThat(report.imported()).containsEntry("leases", 1L);
        assertThat(report.changed())
                .containsExactly(
                        "runs: running without a lease became stale, which ended just now (1 row: r1)",
                        "leases: left out, because it holds no task any more (2 rows, the first of them: lease-r1)");
        transition("r2", new LeaseToken("r2"), "finish");
    }

    @Test
    void aTaskThatIsDoneOrDeadIsHeldByNobody() {
        ImportReport report = copy(old -> old.task("done", "done")
                .run("r1", "done", 1, "running")
                .lease("r1", 5)
                .task("dead", "todo")
                .set("dead", "dead_letter_reason = 'x'")
                .run("r2", "dead", 1, "running")
                .lease("r2", 5)
                .task("ended", "todo")
                .run("r3", "ended", 1, "failed")
                .lease("r3", 5));
        assertThat(report.imported()).containsEntry("leases", 0L);
        assertThat(imported.task("done").state()).isEqualTo(TaskState.DONE);
        assertThat(imported.task("dead").state()).isEqualTo(TaskState.DEAD_LETTERED);
        assertThat(imported.run("r1").status()).isEqualTo(RunStatus.STALE);
        assertThat(claim("coder").orElseThrow().task().id()).isEqualTo(new TaskId("ended"));
    }

    @Test
    void aClaimTakesTheBestTaskThatIsForItsAgent() {
        copy(old -> old.task("last", "todo")
                .task("best", "todo")
                .set("best", "priority = 5")
                .task("first-but-waits", "todo")
                .set("first-but-waits", "priority = 9")
                .depends("first-but-waits", "last")
                .task("for-bob", "todo")
                .set("for-bob", "priority = 8")
                .insert("task_assignments", "for-bob", "ada", null, 1, at(-9), at(-9))
                .insert("task_assignments", "for-bob", "bob", null, 1, at(-9), at(-8)));
        assertThat(List.of(
                        id(claim("coder")), id(claim("coder")), claim("coder").isEmpty()))
                .containsExactly("best", "last", true);
        assertThat(id(imported.tracker.leases().claim(ClaimRequest.of("bob", "coder"))))
                .isEqualTo("for-bob");
    }

    private ImportReport copy(Consumer<OldTracker> content) {
        return Imported.copy(directory, OldShape.WITH_GATES, imported.store, content);
    }

    private Optional<Claim> claim(String role) {
        return imported.tracker.leases().claim(ClaimRequest.of("cleo", role));
    }

    private static Object id(Optional<Claim> claim) {
        return claim.orElseThrow().task().id().value();
    }

    private void transition(String run, LeaseToken token, String trigger) {
        imported.tracker
                .runs()
                .transition(
                        new RunId(run), token, new TransitionRequest(trigger, null, JsonText.EMPTY_OBJECT, null, null));
    }
}
