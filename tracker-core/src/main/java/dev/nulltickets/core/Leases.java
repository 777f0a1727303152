package dev.nulltickets.core;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.LeaseToken;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Claim tasks and keep them claimed. Two agents never hold the same task: a lease is granted and checked inside the
 * transaction that uses it. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Leases {
    /** The most tasks that are claimed at once: some milliseconds of work, for which others wait. */
    public static final int MOST_CLAIMS = 100;

    private static final Cancellation NEVER = new Cancellation();

    private final TrackerStore store;
    private final TrackerSettings settings;
    private final Housekeeping housekeeping;
    private final @Nullable WaitingRoom room;

    /**
     * Open a transaction for each use, or join one that is open.
     *
     * @param room where claims wait; null in a transaction that is open
     */
    Leases(TrackerStore store, TrackerSettings settings, Housekeeping housekeeping, @Nullable WaitingRoom room) {
        this.store = store;
        this.settings = settings;
        this.housekeeping = housekeeping;
        this.room = room;
    }

    /**
     * Give the best claimable task of a role to an agent: the highest priority, then the oldest. What is due by now
     * (leases that ran out, delays that are over) is done first, so that it counts.
     *
     * @return empty if there is no work
     * @throws dev.nulltickets.core.model.RejectedException with {@code InvalidTtl}
     */
    public Optional<Claim> claim(ClaimRequest request) {
        return claimAll(request, 1).stream().findFirst();
    }

    /**
     * Give an agent at most {@code most} tasks of a role at once, the best first, each with a run and a lease of its
     * own. What {@link ClaimRequest#perState} limits counts those of this call, too.
     *
     * @param most from 1 to {@link #MOST_CLAIMS}
     * @return empty if there is no work
     * @throws dev.nulltickets.core.model.RejectedException with {@code ValidationFailed} or {@code InvalidTtl}
     */
    public List<Claim> claimAll(ClaimRequest request, int most) {
        return tryAll(request, tokens(request, most), NEVER).claims();
    }

    /**
     * Give an agent at most {@code most} tasks of a role as soon as there is one; see {@link #claimAll}. Of those who
     * wait, the first to come is the first to go, and each gets the best there is for it. Who does not wait is not
     * held back by those who do.
     *
     * <p>What becomes due by time wakes nobody by itself: {@link Housekeeping#run} must be called, as ever.
     *
     * @param longest how long to wait; nothing or less for not at all
     * @return empty if there was no work in that time
     * @throws InterruptedException if the thread is interrupted while it waits; then nothing was granted
     * @throws IllegalStateException inside of {@link Tracker#transaction}, which others would wait for
     * @throws dev.nulltickets.core.model.RejectedException with {@code ValidationFailed} or {@code InvalidTtl}
     */
    public List<Claim> awaitAll(ClaimRequest request, int most, Duration longest) throws InterruptedException {
        return awaitAll(request, most, longest, new Cancellation());
    }

    /**
     * Wait for work as {@link #awaitAll(ClaimRequest, int, Duration)} does, but no longer than until
     * {@code cancellation} is cancelled, after which no transaction grants anything.
     */
    public List<Claim> awaitAll(ClaimRequest request, int most, Duration longest, Cancellation cancellation)
            throws InterruptedException {
        if (room == null) {
            throw new IllegalStateException("a claim must not wait inside a transaction");
        }
        List<LeaseToken> tokens = tokens(request, most);
        return room.await(
                        request,
                        longest,
                        cancellation,
                        () -> tryAll(request, tokens, cancellation).asTry(List::copyOf))
                .orElse(List.of());
    }

    /**
     * Extend a lease by its TTL from now.
     *
     * @param newTtl the lease's TTL from now on, or null to leave it
     * @return when the lease now ends
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound}, {@code Unauthorized}, {@code
     *     LeaseExpired} or {@code InvalidTtl}
     */
    public Instant heartbeat(LeaseId id, LeaseToken token, @Nullable Duration newTtl) {
        return store.write(tx -> {
            Lease lease = LeaseGuard.of(tx, id, token);
            Duration ttl = newTtl == null ? lease.ttl() : checkTtl(newTtl.truncatedTo(ChronoUnit.MILLIS));
            Instant until = tx.now().plus(ttl);
            if (!tx.leases().extend(id, lease.epoch(), until, ttl)) {
                throw new StaleDataException("lease " + id);
            }
            return until;
        });
    }

    /**
     * Check that a token opens a lease, and change nothing.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound}, {@code Unauthorized} or {@code
     *     LeaseExpired}
     */
    public void authorize(LeaseId id, LeaseToken token) {
        store.read(tx -> LeaseGuard.of(tx, id, token));
    }

    /** Check that a token opens the lease of a run, and change nothing; see {@link #authorize(LeaseId, LeaseToken)}. */
    public void authorize(RunId id, LeaseToken token) {
        store.read(tx -> LeaseGuard.of(tx, id, token));
    }

    /**
     * Say what a claim has found.
     *
     * @param closed the stages with work that limits have withheld
     */
    record Found(boolean moreDue, List<Claim> claims, Set<StageKey> closed) {
        static final Found NOTHING = new Found(false, List.of(), Set.of());

        <T> WaitingRoom.Try<T> asTry(Function<? super List<Claim>, T> outcome) {
            return new WaitingRoom.Try<>(claims.isEmpty() ? null : outcome.apply(claims), claims, closed);
        }
    }

    /** Claim once the request has been found valid, unless cancelled. */
    Found tryAll(ClaimRequest request, List<LeaseToken> tokens, Cancellation cancellation) {
        Found found;
        do {
            found = store.write(tx -> cancellation.isCancelled() ? Found.NOTHING : find(tx, request, tokens));
        } while (found.moreDue());
        return found;
    }

    /** Check a request, and make the tokens for it, outside of the transaction. */
    List<LeaseToken> tokens(ClaimRequest request, int most) {
        Checks.within("max_tasks", most, 1, MOST_CLAIMS);
        checkTtl(request.ttl());
        return Stream.generate(settings.tokens()::next).limit(most).toList();
    }

    private Found find(Tx tx, ClaimRequest request, List<LeaseToken> tokens) {
        if (housekeeping.catchUp(tx)) {
            if (room == null) {
                throw new CatchUpFirst();
            }
            return new Found(true, List.of(), Set.of());
        }
        ClaimSearch search = new ClaimSearch(tx, request);
        List<Claim> claims = new ArrayList<>();
        for (LeaseToken token : tokens) {
            Optional<Task> best = search.take();
            if (best.isEmpty()) {
                break;
            }
            claims.add(grant(tx, best.get(), request, token));
        }
        return new Found(false, List.copyOf(claims), Set.copyOf(search.closed()));
    }

    private Claim grant(Tx tx, Task ready, ClaimRequest request, LeaseToken token) {
        Instant now = tx.now();
        Task task = Changes.of(tx).apply(ready, TaskLifecycle::claim);
        Run run = new Run(
                new RunId(settings.ids().next(now)),
                task.id(),
                task.attempts(),
                RunStatus.RUNNING,
                request.agentId(),
                request.role(),
                now,
                null,
                JsonText.EMPTY_OBJECT,
                null);
        Lease lease = new Lease(
                new LeaseId(settings.ids().next(now)),
                run.id(),
                task.id(),
                task.pipelineId(),
                task.stage(),
                token.hash(),
                run.attempt(),
                now,
                request.ttl(),
                now.plus(request.ttl()),
                false);
        tx.runs().insert(run);
        tx.leases().grant(lease);
        return new Claim(task, run, lease, token);
    }

    private Duration checkTtl(Duration ttl) {
        if (ttl.compareTo(settings.leastTtl()) < 0 || ttl.compareTo(settings.mostTtl()) > 0) {
            throw new Rejection.InvalidTtl(
                            ttl.toMillis(),
                            settings.leastTtl().toMillis(),
                            settings.mostTtl().toMillis())
                    .asException();
        }
        return ttl;
    }
}
