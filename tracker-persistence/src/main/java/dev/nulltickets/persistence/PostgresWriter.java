package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.Tx;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Do writes: what waits together in one transaction, and what cannot be done so, each in one of its own. Work that
 * another transaction was in the way of is undone and run again, and so is work whose connection was lost before the
 * commit. Where a connection is lost in the commit, nobody knows whether it happened: the callers are told so, and
 * nothing is run again.
 *
 * <p>Works that share a transaction share its locks until the commit. So they wait for nobody's for long: if one has
 * to, all of them start over alone, and so do those that come next, for a while. No caller hears of an outcome before
 * the commit, not even of a refusal, which may rest on what a neighbour wrote.
 *
 * <p>Safe for use by several threads.
 */
final class PostgresWriter {
    /**
     * Wait for a lock no longer than a transaction with many works takes; two that wait for each other are found out
     * so, too.
     */
    private static final Sql HURRY = Sql.plain("set local lock_timeout = '30ms'");
    /** How long works may go on joining a transaction. */
    private static final long LONGEST_NANOS = 20_000_000;
    /** How many transactions have one work only after one with several was in the way. */
    private static final int CAUTION = 50;

    private final PostgresConnections connections;
    private final PostgresTime time;
    private final String tracker;
    private final PostgresSignals signals;
    private final AtomicInteger cautious = new AtomicInteger();
    private final LongAdder ways = new LongAdder();

    PostgresWriter(PostgresConnections connections, PostgresTime time, String tracker, PostgresSignals signals) {
        this.connections = connections;
        this.time = time;
        this.tracker = tracker;
        this.signals = signals;
    }

    /** Do pieces of work, and tell their callers. */
    void write(List<Job<Tx, ?>> jobs) {
        List<Job<Tx, ?>> left = jobs;
        while (!left.isEmpty()) {
            int done = left.size() > 1 && isBold() ? writeTogether(left) : 0;
            if (done == 0) {
                left.forEach(this::writeAlone);
                return;
            }
            left = left.subList(done, left.size());
        }
    }

    /** Return how often the database was asked and waited for. */
    long ways() {
        return ways.sum();
    }

    private boolean isBold() {
        return cautious.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
    }

    /**
     * Do as many works as there is time for in one transaction, and tell their callers. Return how many, or 0 if it
     * has come to nothing.
     */
    private int writeTogether(List<Job<Tx, ?>> jobs) {
        try (PostgresPipeline pipeline = new PostgresPipeline(connections.writer())) {
            pipeline.later(HURRY, Parameters.Binder.NONE);
            PostgresWork work = new PostgresWork(pipeline, time, tracker, new TreeSet<>());
            long begun = System.nanoTime();
            int done = 0;
            do {
                Job<Tx, ?> job = jobs.get(done++);
                long before = pipeline.written();
                Throwable thrown = work.run(job);
                if (thrown != null && (pipeline.failure() != null || pipeline.written() != before || job.isStale())) {
                    return givenUp(thrown);
                }
            } while (done < jobs.size() && System.nanoTime() - begun < LONGEST_NANOS);
            List<Job<Tx, ?>> together = jobs.subList(0, done);
            Throwable thrown = commit(together, work);
            if (thrown != null) {
                return givenUp(thrown);
            }
            together.forEach(Job::publish);
            return done;
        } catch (Throwable fault) { // Alone each fails by itself, and tells its caller.
            return 0;
        }
    }

    /** Return that nothing was done, and be cautious after what may come from doing works together. */
    private int givenUp(Throwable thrown) {
        if (PostgresFailure.behind(thrown) != PostgresFailure.NONE) {
            cautious.set(CAUTION);
        }
        return 0;
    }

    private void writeAlone(Job<Tx, ?> job) {
        try {
            Retries retries = new Retries();
            SortedSet<Long> stages = new TreeSet<>();
            Throwable failure = attempt(job, stages);
            while (failure != null && retries.again(failure)) {
                failure = attempt(job, stages);
            }
        } catch (Throwable fault) { // Whatever it is, it is the caller's, and must not end the thread.
            job.fail(
                    fault instanceof StoreException
                            ? fault
                            : new StoreException("nothing was written: " + fault, fault));
        } finally {
            job.publish();
        }
    }

    /** Run work and commit it. Return what was in the way, or null if that must not be tried again. */
    private @Nullable Throwable attempt(Job<Tx, ?> job, SortedSet<Long> stages) {
        // To close it undoes what is not committed.
        try (PostgresPipeline pipeline = new PostgresPipeline(connections.writer())) {
            PostgresWork work = new PostgresWork(pipeline, time, tracker, stages);
            Throwable failure = work.run(job);
            return failure == null ? commit(List.of(job), work) : failure;
        }
    }

    /** Commit works. Return what was in the way, or null if that must not be tried again. */
    private @Nullable Throwable commit(List<Job<Tx, ?>> jobs, PostgresWork work) {
        try {
            work.commit();
            ways.add(work.ways());
        } catch (SQLException lost) {
            StoreException unknown = new StoreException(
                    "whether this was written is not known, because the commit failed: " + PostgresMessage.behind(lost),
                    lost);
            jobs.forEach(job -> job.fail(unknown));
            return null;
        } catch (RuntimeException refused) { // Nothing was committed.
            jobs.forEach(job -> job.fail(refused));
            return refused;
        }
        signals.send(work.signals());
        return null;
    }
}
