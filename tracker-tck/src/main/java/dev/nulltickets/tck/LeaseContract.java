package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.SECOND_PIPELINE;
import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.TTL;
import static dev.nulltickets.tck.Samples.lease;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.stageOf;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.LeaseStore} promises.
 *
 * @since 0.1.0
 */
public interface LeaseContract extends StoreContract {
    @Test
    default void aLeaseIsFoundByItsIdAndByItsRun(StoreFixture fixture) {
        Lease given = granted(fixture, 1);
        granted(fixture, 2);
        assertThat(found(fixture, given)).contains(given);
        assertThat(ofRun(fixture, given.runId())).contains(given);
    }

    @Test
    default void aLeaseThatIsNotThereIsNotFound(StoreFixture fixture) {
        granted(fixture, 1);
        for (String id : TextContract.ODD_IDS) {
            assertThat(fixture.<Boolean>read(
                            tx -> tx.leases().find(new LeaseId(id)).isPresent()))
                    .as("id %s", id)
                    .isFalse();
            assertThat(ofRun(fixture, new RunId(id))).as("id %s", id).isEmpty();
        }
    }

    @Test
    default void aHeldLeaseIsNotReplaced(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Run first = run(1, task, 1);
        Lease held = fixture.grant(first, lease(1, first, task, START));
        Run second = run(2, task, 2);

        assertThatThrownBy(() -> fixture.grant(second, lease(2, second, task, START.plusSeconds(9))))
                .isInstanceOf(RuntimeException.class);

        assertThat(found(fixture, held)).contains(held);
        assertThat(ofRun(fixture, second.id())).isEmpty();
    }

    @Test
    default void aLeaseReplacesAnExpiredOneOfItsTask(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Run first = run(1, task, 1);
        Lease old = fixture.grant(first, lease(1, first, task, START));
        assertThat(expire(fixture, old.id(), 1)).isTrue();
        Run second = run(2, task, 2);
        Lease held = fixture.grant(second, lease(2, second, task, START.plusSeconds(9)));

        assertThat(found(fixture, old)).isEmpty();
        assertThat(ofRun(fixture, first.id())).isEmpty();
        assertThat(found(fixture, held)).contains(held);
        assertThat(held(fixture, held, 10)).isEqualTo(1);
    }

    @Test
    default void anExtendedLeaseHasTheNewTimeAndTtl(StoreFixture fixture) {
        Lease given = granted(fixture, 1);
        Lease bystander = granted(fixture, 2);
        Instant until = START.plusSeconds(1000);

        assertThat(extend(fixture, given.id(), given.epoch(), until, Duration.ofMillis(1234)))
                .isTrue();

        assertThat(found(fixture, given)).contains(again(given, until, Duration.ofMillis(1234), false));
        assertThat(ofRun(fixture, given.runId())).contains(again(given, until, Duration.ofMillis(1234), false));
        assertThat(found(fixture, bystander)).contains(bystander);
    }

    @Test
    default void aLeaseOfAnotherEpochIsLeftAlone(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Run run = run(1, task, 3);
        Lease given = fixture.grant(run, lease(1, run, task, START));
        for (long epoch : new long[] {2, 4, -3, 3 + (1L << 32)}) {
            assertThat(extend(fixture, given.id(), epoch, START.plusSeconds(9), TTL))
                    .isFalse();
            assertThat(end(fixture, given.id(), epoch)).isFalse();
            assertThat(expire(fixture, given.id(), epoch)).isFalse();
        }
        assertThat(found(fixture, given)).contains(given);
    }

    @Test
    default void aLeaseThatIsGoneIsNotExtendedEndedOrExpired(StoreFixture fixture) {
        Lease given = granted(fixture, 1);
        assertThat(end(fixture, given.id(), given.epoch())).isTrue();

        assertThat(found(fixture, given)).isEmpty();
        assertThat(ofRun(fixture, given.runId())).isEmpty();
        assertRefused(fixture, given);
        assertRefused(fixture, lease(9, run(9, task(9).made(), 1), task(9).made(), START));
        assertThat(found(fixture, given)).isEmpty();
    }

    @Test
    default void anExpiredLeaseIsMarkedAndKept(StoreFixture fixture) {
        Lease given = granted(fixture, 1);
        assertThat(expire(fixture, given.id(), given.epoch())).isTrue();

        Lease marked = again(given, given.expiresAt(), given.ttl(), true);
        assertThat(found(fixture, given)).contains(marked);
        assertThat(ofRun(fixture, given.runId())).contains(marked);
        assertRefused(fixture, given);
        assertThat(found(fixture, given)).contains(marked);
    }

    @Test
    default void aTaskCanBeLeasedAgainAfterItsLeaseEnded(StoreFixture fixture) {
        Task task = fixture.keep(task(1));
        Run first = run(1, task, 1);
        fixture.grant(first, lease(1, first, task, START));
        assertThat(end(fixture, Samples.leaseId(1), 1)).isTrue();
        Run second = run(2, task, 2);
        Lease held = fixture.grant(second, lease(2, second, task, START));
        assertThat(found(fixture, held)).contains(held);
    }

    @Test
    default void overdueLeasesAreTheUnmarkedOnesWhoseTimeIsOver(StoreFixture fixture) {
        Instant now = START.plusSeconds(100);
        Lease late = granted(fixture, 1, now.minusMillis(1));
        Lease justNow = granted(fixture, 2, now);
        granted(fixture, 3, now.plusMillis(1));
        Lease latest = granted(fixture, 4, now.minusSeconds(99));
        Lease marked = granted(fixture, 5, now.minusSeconds(98));
        assertThat(expire(fixture, marked.id(), marked.epoch())).isTrue();
        Lease ended = granted(fixture, 6, now.minusSeconds(97));
        assertThat(end(fixture, ended.id(), ended.epoch())).isTrue();

        assertThat(overdue(fixture, now, 10)).containsExactly(latest, late, justNow);
        assertThat(overdue(fixture, now, 2)).containsExactly(latest, late);
        assertThat(overdue(fixture, now.minusSeconds(100), 10)).isEmpty();

        assertThat(extend(fixture, latest.id(), latest.epoch(), now.plusSeconds(5), TTL))
                .isTrue();
        assertThat(overdue(fixture, now, 10)).containsExactly(late, justNow);
    }

    @Test
    default void heldLeasesAreCountedByPipelineAndStageUpToALimit(StoreFixture fixture) {
        Lease first = granted(fixture, 1);
        Lease second = granted(fixture, 2, START.minusSeconds(1));
        granted(fixture, 3, START, task(3).pipeline(SECOND_PIPELINE.id()));
        granted(fixture, 4, START, task(4).stage("review"));

        assertThat(held(fixture, first, 10)).isEqualTo(2);
        assertThat(held(fixture, first, 2)).isEqualTo(2);
        assertThat(held(fixture, first, 1)).isEqualTo(1);
        assertThat(held(fixture, first, Long.MAX_VALUE)).isEqualTo(2);

        assertThat(expire(fixture, first.id(), first.epoch())).isTrue();
        assertThat(held(fixture, first, 10)).isEqualTo(1);
        assertThat(end(fixture, second.id(), second.epoch())).isTrue();
        assertThat(held(fixture, first, 10)).isZero();
    }

    private static void assertRefused(StoreFixture fixture, Lease lease) {
        assertThat(extend(fixture, lease.id(), lease.epoch(), START.plusSeconds(9), TTL))
                .isFalse();
        assertThat(end(fixture, lease.id(), lease.epoch())).isFalse();
        assertThat(expire(fixture, lease.id(), lease.epoch())).isFalse();
    }

    private static Lease granted(StoreFixture fixture, long number) {
        return granted(fixture, number, START.plusSeconds(300));
    }

    private static Lease granted(StoreFixture fixture, long number, Instant until) {
        return granted(fixture, number, until, task(number));
    }

    private static Lease granted(StoreFixture fixture, long number, Instant until, TaskSample sample) {
        Task task = fixture.keep(sample);
        Run run = run(number, task, 1);
        return fixture.grant(run, lease(number, run, task, until));
    }

    private static Lease again(Lease was, Instant until, Duration ttl, boolean expired) {
        return new Lease(
                was.id(),
                was.runId(),
                was.taskId(),
                was.pipelineId(),
                was.stage(),
                was.tokenHash(),
                was.epoch(),
                was.grantedAt(),
                ttl,
                until,
                expired);
    }

    private static boolean extend(StoreFixture fixture, LeaseId id, long epoch, Instant until, Duration ttl) {
        return fixture.write(tx -> tx.leases().extend(id, epoch, until, ttl));
    }

    private static boolean end(StoreFixture fixture, LeaseId id, long epoch) {
        return fixture.write(tx -> tx.leases().end(id, epoch));
    }

    private static boolean expire(StoreFixture fixture, LeaseId id, long epoch) {
        return fixture.write(tx -> tx.leases().expire(id, epoch));
    }

    private static List<Lease> overdue(StoreFixture fixture, Instant now, int limit) {
        return fixture.write(tx -> tx.leases().overdue(now, limit));
    }

    private static long held(StoreFixture fixture, Lease like, long most) {
        Task task = fixture.read(tx -> tx.tasks().find(like.taskId()).orElseThrow());
        return fixture.write(tx -> tx.leases().held(stageOf(task), most));
    }

    private static Optional<Lease> found(StoreFixture fixture, Lease lease) {
        return fixture.read(tx -> tx.leases().find(lease.id()));
    }

    private static Optional<Lease> ofRun(StoreFixture fixture, RunId run) {
        return fixture.read(tx -> tx.leases().of(run));
    }
}
