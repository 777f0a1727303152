package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StaleDataException;
import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.Tx;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Do all writes on one thread, many to a commit. A batch is what is waiting when the commit before is done: the busier
 * the store, the more callers share the one costly step, the flush to the disk.
 *
 * <p>Each piece of work runs in a savepoint of its own, so that one that throws is undone alone. No caller hears of an
 * outcome before the commit, not even of a refusal, which may rest on what a neighbour wrote. If the commit fails, all
 * of them fail.
 */
final class Writer implements Runnable {
    private static final int LARGEST_BATCH = 256;
    private static final int MOST_RUNS = 100;

    private static final Sql BEGIN = Sql.plain("begin immediate");
    private static final Sql COMMIT = Sql.plain("commit");
    private static final Sql ROLLBACK = Sql.plain("rollback");
    private static final Sql SAVE = Sql.plain("savepoint work");
    private static final Sql RELEASE = Sql.plain("release work");
    private static final Sql UNDO = Sql.plain("rollback to work");

    private final JobQueue<Job<Tx, ?>> queue;
    private final Statements statements;
    private final SqlTransaction tables;
    private final FigureTable figures;
    private final Changes ofWork = new Changes();
    private final ReadyListeners listeners;
    private final InstantSource clock;

    Writer(JobQueue<Job<Tx, ?>> queue, Statements statements, ReadyListeners listeners, InstantSource clock) {
        this.queue = queue;
        this.statements = statements;
        this.tables = SqlTransaction.of(statements, ofWork, Sequences.behind(statements));
        this.figures = new FigureTable(statements);
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Write until the queue is closed and empty. */
    @Override
    public void run() {
        List<Job<Tx, ?>> batch = queue.take(LARGEST_BATCH);
        while (!batch.isEmpty()) {
            Changes ofBatch = new Changes();
            Throwable failure = commit(batch, ofBatch);
            if (failure == null) {
                listeners.tell(ofBatch.ready());
            } else {
                batch.forEach(job -> job.fail(new StoreException("nothing was written: " + failure, failure)));
            }
            batch.forEach(Job::publish);
            batch = queue.take(LARGEST_BATCH);
        }
    }

    private @Nullable Throwable commit(List<Job<Tx, ?>> batch, Changes ofBatch) {
        try {
            begin();
            for (Job<Tx, ?> job : batch) {
                if (runs(job)) {
                    ofBatch.add(ofWork);
                }
            }
            store(ofBatch);
            statements.control(COMMIT);
            return null;
        } catch (SQLException | RuntimeException | Error problem) {
            // The one thread that writes must outlive even a fault of its own.
            rollback();
            return problem;
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
            if (!(thrown instanceof StaleDataException)) {
                return false;
            }
        }
        job.fail(new StoreException("gave up on work that found its data changed " + MOST_RUNS + " times"));
        return false;
    }

    private @Nullable Throwable attempt(Job<Tx, ?> job) {
        ofWork.clear();
        statements.enter();
        try {
            Throwable thrown = job.run(tables.at(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
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
        statements.enter();
        try {
            figures.add(changes);
        } finally {
            statements.leave();
        }
    }

    private void begin() throws SQLException {
        statements.recover();
        try {
            statements.control(BEGIN);
        } catch (SQLException broken) {
            statements.reopen();
            statements.control(BEGIN);
        }
    }

    private void rollback() {
        try {
            statements.control(ROLLBACK);
        } catch (SQLException gone) {
            // SQLite has rolled back by itself; if it has not, the next batch begins on a new connection.
        }
    }
}
