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

    private final TrackerStore store;
    private final TrackerSettings settings;
    private final Housekeeping housekeeping;
    private final boolean joined;

    /** Join a transaction that is open if {@code joined}, and else open one for each use. */
    Leases(TrackerStore store, TrackerSettings settings, Housekeeping housekeeping, boolean joined) {
        this.joined = joined;
        this.store = store;
        this.settings = settings;
        this.housekeeping = housekeeping;
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
     * Give an agent at most {@code most} tasks of a role at once, the best first, each with a run and a lease of its own.
     * What {@link ClaimRequest#perState} limits counts those of this call, too.
     *
     * @param most from 1 to {@link #MOST_CLAIMS}
     * @return empty if there is no work
     * @throws dev.nulltickets.core.model.RejectedException with {@code ValidationFailed} or {@code InvalidTtl}
     */
    public List<Claim> claimAll(ClaimRequest request, int most) {
        Checks.within("max_tasks", most, 1, MOST_CLAIMS);
        checkTtl(request.ttl());
        List<LeaseToken> tokens =
                Stream.generate(settings.tokens()::next).limit(most).toList();
        Attempt attempt;
        do {
            attempt = store.write(tx -> attempt(tx, request, tokens));
        } while (attempt.moreDue());
        return attempt.claims();
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

    private record Attempt(boolean moreDue, List<Claim> claims) {}

    private Attempt attempt(Tx tx, ClaimRequest request, List<LeaseToken> tokens) {
        if (housekeeping.catchUp(tx)) {
            if (joined) {
                throw new CatchUpFirst();
            }
            return new Attempt(true, List.of());
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
        return new Attempt(false, List.copyOf(claims));
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
