package dev.nulltickets.core;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Track who works on what: the whole tracker behind one object.
 *
 * <pre>{@code
 * TrackerStore store = Sqlite.open(SqliteSettings.of(Path.of("nulltickets.db")));
 * Tracker tracker = new Tracker(store);
 * Optional<Claim> claim = tracker.leases().claim(ClaimRequest.of("agent-7", "coder"));
 * }</pre>
 *
 * <p>Each use case is one transaction of the store: it happens whole, or not at all. What cannot be done for a reason
 * that the caller can understand is refused with a {@link dev.nulltickets.core.model.RejectedException}.
 *
 * <p>Call {@link Housekeeping#run()} about every 100 ms from a scheduler, or leases expire and delays end only when
 * somebody claims.
 *
 * <p>Safe for use by several threads. The store stays its owner's to close.
 *
 * @since 0.1.0
 */
public final class Tracker {
    private final TrackerStore store;
    private final TrackerSettings settings;
    private final PipelineCache cache;
    private final Housekeeping housekeeping;
    private final @Nullable WaitingRoom room;
    private final @Nullable TraceLane lane;
    private final @Nullable List<TaskId> unreleased;

    /** Build a tracker with the default settings. */
    public Tracker(TrackerStore store) {
        this(store, TrackerSettings.defaults());
    }

    /** Build a tracker. */
    public Tracker(TrackerStore store, TrackerSettings settings) {
        this(store, settings, new PipelineCache(), new WaitingRoom(store), new TraceLane(), null);
    }

    /**
     * Build a tracker, or one that joins an open transaction.
     *
     * @param room where claims wait; null inside of a transaction
     * @param lane where exports of traces take turns; null inside of a transaction
     * @param unreleased gets the tasks whose dependants are to be released after the joined transaction; null for none
     */
    private Tracker(
            TrackerStore store,
            TrackerSettings settings,
            PipelineCache cache,
            @Nullable WaitingRoom room,
            @Nullable TraceLane lane,
            @Nullable List<TaskId> unreleased) {
        this.store = requireNonNull(store, "store");
        this.settings = requireNonNull(settings, "settings");
        this.cache = cache;
        this.housekeeping = new Housekeeping(store, cache, settings);
        this.room = room;
        this.lane = lane;
        this.unreleased = unreleased;
    }

    /** Create and read pipelines. */
    public Pipelines pipelines() {
        return new Pipelines(store, settings.ids());
    }

    /** Create, read, connect and assign tasks. */
    public Tasks tasks() {
        return new Tasks(store, settings.ids(), cache);
    }

    /** Claim tasks and keep them claimed. */
    public Leases leases() {
        return new Leases(store, settings, housekeeping, room);
    }

    /** Report on runs, read them and end them. */
    public Runs runs() {
        return new Runs(store, cache, unreleased == null ? housekeeping::releaseAll : unreleased::add);
    }

    /** Remember what runs made. */
    public Artifacts artifacts() {
        return new Artifacts(store, settings.ids());
    }

    /** Keep JSON values by namespace and key, and find them by their words. */
    public Entries entries() {
        return new Entries(store);
    }

    /** Keep OpenTelemetry traces. */
    public Traces traces() {
        return new Traces(store, lane);
    }

    /** Read figures about all tasks. */
    public Figures figures() {
        return new Figures(store, cache);
    }

    /** Do what time makes due. */
    public Housekeeping housekeeping() {
        return housekeeping;
    }

    /**
     * Run several use cases in one transaction: all of them happen, or none. {@code work} may be run again after a
     * conflict, so it must touch nothing but the tracker it is given, and that only until it returns.
     */
    public <R> R transaction(Function<? super Tracker, ? extends R> work) {
        return shared((tx, joined) -> work.apply(joined));
    }

    /**
     * Run a write once for all requests that carry one idempotency key. Look-up, work and stored answer are one
     * transaction, so of two requests at the same time one works and both get its answer.
     *
     * <p>An answer is kept if it says that something has changed, encrypted with a key that only the idempotency key
     * yields; a refusal is not kept. If the key carries the lease token of the first request, the answer is returned
     * without asking whether that lease is still there.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code IdempotencyConflict} if the key came with
     *     another request before
     */
    public Answer once(IdempotencyKey key, Function<? super Tracker, Answer> work) {
        Idempotency idempotency = new Idempotency(key, settings.answerRetention());
        return shared((tx, joined) -> idempotency.once(tx, () -> work.apply(joined)));
    }

    /**
     * Claim once for all requests that carry one idempotency key, and wait for work as
     * {@link Leases#awaitAll(ClaimRequest, int, Duration, Cancellation)} does. Only an answer with claims is kept.
     * Nobody waits inside a transaction.
     *
     * @param answer renders the claims, inside the transaction
     * @return empty if there was no work in that time
     * @throws InterruptedException if the thread is interrupted while it waits; then nothing was granted
     * @throws IllegalStateException inside of {@link #transaction}
     */
    public Optional<Answer> awaitOnce(
            IdempotencyKey key,
            ClaimRequest request,
            int most,
            Duration longest,
            Cancellation cancellation,
            Function<? super List<Claim>, Answer> answer)
            throws InterruptedException {
        if (room == null) {
            throw new IllegalStateException("a claim must not wait inside a transaction");
        }
        Optional<Answer> found = room.await(request, longest, cancellation, () -> {
            KeyedClaim claim = new KeyedClaim(request, most, cancellation, answer);
            return claim.ended(once(key, claim::claim));
        });
        // Another with the same key, who waited too, may have been the one that was called.
        return found.or(
                () -> Optional.of(once(key, joined -> KeyedClaim.NO_WORK)).filter(Answer::changed));
    }

    /** Call {@code listener} after each commit that made tasks of a role ready; see {@link TrackerStore#onWork}. */
    public TrackerStore.Registration onReady(Consumer<? super AgentRole> listener) {
        return store.onWork(signal -> {
            if (signal instanceof WorkSignal.Ready ready) {
                listener.accept(ready.role());
            }
        });
    }

    /** Run work that shares one transaction among use cases, and then what the transaction left to later ones. */
    private <R> R shared(BiFunction<? super Tx, ? super Tracker, ? extends R> work) {
        if (unreleased != null) {
            return store.write(tx -> work.apply(tx, this));
        }
        List<TaskId> left = new ArrayList<>();
        while (true) {
            try {
                R result = store.write(tx -> {
                    left.clear();
                    return work.apply(tx, new Tracker(new JoinedStore(tx), settings, cache, null, null, left));
                });
                left.forEach(housekeeping::releaseAll);
                return result;
            } catch (CatchUpFirst due) {
                housekeeping.catchUp();
            }
        }
    }
}
