package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.spi.WorkSignal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Run works in one transaction, one after the other, which all see its one instant. Used by one thread. */
final class PostgresWork {
    private final PostgresPipeline pipeline;
    private final PostgresTime time;
    private final PostgresLocks.Held held;
    private final Changes changes = new Changes();
    private @Nullable Instant now;

    /**
     * Run works in a transaction that begins with the first statement.
     *
     * @param tracker tells this tracker's locks from those of others in the same database
     * @param stages the stages that earlier runs of the same work have closed; what this one closes is added
     */
    PostgresWork(PostgresPipeline pipeline, PostgresTime time, String tracker, SortedSet<Long> stages) {
        this.pipeline = pipeline;
        this.time = time;
        this.held = new PostgresLocks.Held(tracker, stages);
    }

    /** Run a piece of work, and return what it threw or met, or null. */
    @Nullable
    Throwable run(Job<Tx, ?> job) {
        Session session = pipeline.enter();
        try {
            Throwable thrown = job.run(transaction(session));
            RuntimeException failure = pipeline.failure();
            if (failure == null) {
                return thrown;
            }
            if (thrown == null) {
                job.fail(failure);
            }
            return failure;
        } catch (Throwable problem) { // It came before the work, and is the caller's all the same.
            job.fail(problem);
            return problem;
        } finally {
            pipeline.leave();
        }
    }

    /**
     * Commit what has been run, with what it means for the figures.
     *
     * @throws SQLException if nobody knows whether it was written
     */
    void commit() throws SQLException {
        new FigureTable(pipeline.enter()).add(changes);
        pipeline.leave();
        pipeline.commit();
    }

    /** Return how often the database was asked and waited for. */
    long ways() {
        return pipeline.ways();
    }

    /** Return for whom there is work now. */
    List<WorkSignal> signals() {
        return changes.signals();
    }

    private Tx transaction(Session session) {
        if (now == null) {
            time.ahead(session);
        }
        PostgresLocks locks = new PostgresLocks(session, held);
        return SqlTransaction.of(session, changes, PostgresSequence.in(session), locks, new TsvectorWords(session))
                .at(() -> now(session));
    }

    private Instant now(Session session) {
        if (now == null) {
            now = time.now(session);
        }
        return now;
    }
}
