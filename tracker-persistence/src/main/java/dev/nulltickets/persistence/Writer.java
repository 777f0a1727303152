package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Do all writes one after the other, many to a commit. A batch is what is waiting when the commit before is done, and
 * what comes meanwhile: the busier the store, the more callers share the one costly step, the flush to the disk.
 *
 * <p>That is done by one thread. Where the last batches have had one work each and nobody writes, a caller does it
 * himself: to wake the thread, and to be woken by it, would take him a third as long as the commit. He writes one
 * batch and no more, so that he is not kept for others' sake.
 *
 * <p>The works of a batch run one after the other with nothing between them, because nearly all of them stay. One that
 * throws before it has changed anything leaves nothing to undo. If one throws later, the batch starts over with a
 * savepoint for each work, so that this one is undone alone. No caller hears of an outcome before the commit, not even
 * of a refusal, which may rest on what a neighbour wrote. If the commit fails, all of them fail.
 *
 * <p>Work that yields, which may take as long as a batch, begins one, and never makes one wait that has begun: what
 * comes meanwhile goes behind it, or into the next batch, which is without such work.
 *
 * <p>The thread ends with its queue only: whatever is thrown on it fails a batch at most. Should it end all the same,
 * it leaves nobody waiting.
 */
final class Writer implements Runnable {
    private static final int LARGEST_BATCH = 256;

    /** How long works may go on joining a batch. One that is slow delays those before it, but no more than those. */
    private static final long LONGEST_BATCH_NANOS = 5_000_000;

    /** As many as the contract asks for: nothing else writes, so work that is run again finds what it found before. */
    private static final int MOST_RUNS = 4;

    /** After how many batches of one work whoever brings the next has the store for himself, probably. */
    private static final int MANY = 8;

    private static final Sql BEGIN = Sql.plain("begin immediate");
    private static final Sql COMMIT = Sql.plain("commit");
    private static final Sql ROLLBACK = Sql.plain("rollback");
    private static final Sql SAVE = Sql.plain("savepoint work");
    private static final Sql RELEASE = Sql.plain("release work");
    private static final Sql UNDO = Sql.plain("rollback to work");

    /** Held by whoever writes. */
    private final ReentrantLock turn = new ReentrantLock();

    private final JobQueue<Job<Tx, ?>> queue;
    private final List<Job<Tx, ?>> batch = new ArrayList<>(LARGEST_BATCH);
    private final Statements statements;
    private final Sequences sequences;
    private final Changes ofWork = new Changes();
    private final ReadyListeners listeners;
    private final InstantSource clock;
    private final Runnable logGrown;
    /** How many batches in a row have had one work. */
    private volatile int single;

    /** Write what is in a queue, and say after each batch that the log has grown. */
    Writer(
            JobQueue<Job<Tx, ?>> queue,
            Statements statements,
            ReadyListeners listeners,
            InstantSource clock,
            Runnable logGrown) {
        this.queue = queue;
        this.statements = statements;
        this.sequences = Sequences.behind(statements);
        this.listeners = listeners;
        this.clock = clock;
        this.logGrown = logGrown;
    }

    /** Write until the queue is closed and empty. */
    @Override
    public void run() {
        try {
            while (queue.await()) {
                writeWaiting();
            }
        } finally {
            StoreException ended = new StoreException("the store writes no longer");
            // A caller who has begun is to end before the connection is closed, and none begins after that.
            turn.lock();
            try {
                queue.refuse(job -> job.publishFailure(ended));
            } finally {
                turn.unlock();
            }
        }
    }

    private void writeWaiting() {
        turn.lock();
        try {
            Job<Tx, ?> first = queue.next();
            if (first != null) {
                writeBatch(first);
            }
        } finally {
            turn.unlock();
        }
    }

    /**
     * Write a piece of work on this thread if it has the store for itself, and say whether it had.
     *
     * @throws StoreException if the queue is closed
     */
    boolean writesHere(Job<Tx, ?> job) {
        return single >= MANY && Carriers.OF_PROCESS.let(() -> writesInTurn(job));
    }

    private boolean writesInTurn(Job<Tx, ?> job) {
        // The thread that waits for its turn must have it, for work that yields: callers come back sooner.
        if (turn.hasQueuedThreads() || !turn.tryLock()) {
            return false;
        }
        // An interrupt is meant for the caller's own doings, not for listeners and the work of others.
        boolean interrupted = Thread.interrupted();
        try {
            queue.expectOpen();
            writeBatch(job);
            return true;
        } finally {
            turn.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Return whether it is this thread that writes. */
    boolean isHere() {
        return turn.isHeldByCurrentThread();
    }

    /** Write a batch that begins with a piece of work. */
    private void writeBatch(Job<Tx, ?> first) {
        Throwable failure;
        try {
            batch.add(first);
            Changes changes = new Changes();
            failure = commit(changes);
            if (failure == null) {
                listeners.tell(changes);
            }
        } catch (Throwable fault) { // Whoever writes must outlive even a fault of the writer.
            failure = fault;
        }
        single = batch.size() == 1 ? Math.min(single + 1, MANY) : 0;
        try {
            publish(failure);
        } finally {
            batch.clear();
        }
        logGrown.run();
    }

    private void publish(@Nullable Throwable failure) {
        for (Job<Tx, ?> job : batch) {
            if (failure == null) {
                job.publish();
            } else {
                job.publishFailure(failure);
            }
        }
    }

    /** Run the works of a batch and commit them, and return why it failed, or null. */
    private @Nullable Throwable commit(Changes changes) {
        try {
            begin();
            if (!runTogether(changes)) {
                rollback();
                changes.clear();
                statements.begin(BEGIN);
                runApart(changes);
            }
            store(changes);
        } catch (Throwable problem) { // Whoever writes must outlive even a fault of the writer.
            rollback();
            return new StoreException("nothing was written: " + problem, problem);
        }
        try {
            statements.control(COMMIT);
            return null;
        } catch (Throwable problem) { // As above; but it may have come after the commit reached the disk.
            rollback();
            return new StoreException(
                    "whether this was written is not known, because the commit failed: " + problem.getMessage(),
                    problem);
        }
    }

    private void begin() throws SQLException {
        try {
            statements.begin(BEGIN);
        } catch (SQLException problem) {
            // Those that wait would hear the same, each after as long.
            queue.drainTo(batch, LARGEST_BATCH - batch.size());
            throw problem;
        }
    }

    /**
     * Run the works of a batch and those that come, until there are none or the first has waited long enough for its
     * commit. Return false as soon as one of them has left something to undo. The batch is then what was run.
     */
    private boolean runTogether(Changes changes) {
        long begun = System.nanoTime();
        int run = 0;
        boolean stays;
        do {
            stays = stays(batch.get(run++), changes);
        } while (stays && System.nanoTime() - begun < LONGEST_BATCH_NANOS && isMoreThan(run));
        List<Job<Tx, ?>> left = batch.subList(run, batch.size());
        if (!left.isEmpty()) {
            queue.putBack(left);
            left.clear();
        }
        return stays;
    }

    /** Run a piece of work, and say whether it has left nothing to undo. */
    private boolean stays(Job<Tx, ?> job, Changes changes) {
        long before = statements.changed();
        if (attempt(job) == null) {
            changes.add(ofWork);
            return true;
        }
        return statements.changed() == before && statements.failure() == null && !job.isStale();
    }

    /** Say whether the batch has more works than these, when those that wait have joined it. */
    private boolean isMoreThan(int run) {
        if (run == batch.size()) {
            queue.drainTo(batch, LARGEST_BATCH - run);
        }
        return run < batch.size();
    }

    /** Run the works of a batch so that each can be undone without the others. */
    private void runApart(Changes changes) throws SQLException {
        for (Job<Tx, ?> job : batch) {
            if (runs(job)) {
                changes.add(ofWork);
            }
        }
    }

    /** Run a piece of work, and say whether it stays. What it threw is kept for its caller. */
    private boolean runs(Job<Tx, ?> job) throws SQLException {
        for (int run = 1; run <= MOST_RUNS; run++) {
            statements.control(SAVE);
            Throwable thrown = attempt(job);
            if (thrown == null) {
                statements.control(RELEASE);
                return true;
            }
            // If the failure took the whole transaction along, this fails too, and the batch with it.
            statements.control(UNDO);
            statements.control(RELEASE);
            statements.recover();
            if (!job.isStale()) {
                return false;
            }
        }
        job.fail(new StoreException("gave up on work that found its data changed " + MOST_RUNS + " times"));
        return false;
    }

    private @Nullable Throwable attempt(Job<Tx, ?> job) {
        ofWork.clear();
        Session session = statements.enter();
        try {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Throwable thrown =
                    job.run(SqlTransaction.of(session, ofWork, sequences).at(now));
            StoreException failure = statements.failure();
            if (thrown == null && failure != null) {
                job.fail(failure);
                return failure;
            }
            return thrown;
        } finally {
            statements.leave();
        }
    }

    private void store(Changes changes) {
        Session session = statements.enter();
        try {
            new FigureTable(session).add(changes);
        } finally {
            statements.leave();
        }
    }

    private void rollback() {
        try {
            statements.control(ROLLBACK);
        } catch (SQLException gone) {
            // SQLite has rolled back by itself; if it has not, the next batch begins on a new connection.
        } catch (Throwable fault) { // Where the connection stands is not known.
            statements.distrust();
        }
    }
}
