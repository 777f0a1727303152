package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Cancellation;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Let a claim wait on a thread of its own, for so long that a test fails if nobody wakes it. */
final class Sleeper {
    static final Duration LONG = Duration.ofHours(1);
    private static final int TURNS = 300_000;

    private final Cancellation cancellation = new Cancellation();
    private final FutureTask<List<Claim>> claims;
    private final Thread thread;

    private Sleeper(Tracker tracker, ClaimRequest request, int most) {
        Callable<List<Claim>> work = () -> tracker.leases().awaitAll(request, most, LONG, cancellation);
        claims = new FutureTask<>(work);
        thread = Thread.ofPlatform().daemon().name("sleeper").start(claims);
    }

    /** Let a claim wait, and return once it sleeps. */
    static Sleeper of(Tracker tracker, ClaimRequest request, int most) {
        Sleeper sleeper = new Sleeper(tracker, request, most);
        sleeper.awaitSleep();
        return sleeper;
    }

    static Sleeper of(Tracker tracker, ClaimRequest request) {
        return of(tracker, request, 1);
    }

    static Sleeper of(Desk desk, ClaimRequest request, int most) {
        return of(desk.tracker(), request, most);
    }

    static Sleeper of(Desk desk, ClaimRequest request) {
        return of(desk.tracker(), request);
    }

    /** Wait until it has tried and sleeps: there is no other wait with an end on its way. */
    void awaitSleep() {
        await(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    /** Wait until something is so, for less time than it sleeps. */
    static void await(BooleanSupplier reached) {
        for (int turn = 0; !reached.getAsBoolean(); turn++) {
            if (turn == TURNS) {
                throw new AssertionError("the claim does not come so far");
            }
            LockSupport.parkNanos(100_000);
        }
    }

    void cancel() {
        cancellation.cancel();
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Wait for the claims, for much less time than they would. */
    List<Claim> claims() {
        return Crowd.result(claims);
    }

    boolean isInterrupted() {
        try {
            claims();
            return false;
        } catch (AssertionError failed) {
            assertThat(failed).hasCauseInstanceOf(InterruptedException.class);
            return true;
        }
    }

    TaskId task() {
        List<Claim> granted = claims();
        assertThat(granted).hasSize(1);
        return granted.getFirst().task().id();
    }

    boolean isAwake() {
        return claims.isDone();
    }
}
