package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Do reads, one at a time, each in a short transaction, which is a snapshot. Used by one thread at a time. */
final class Reader {
    private static final Sql BEGIN = Sql.plain("begin");
    private static final Sql END = Sql.plain("rollback");

    private final Statements statements;
    private final InstantSource clock;

    Reader(Statements statements, InstantSource clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /** Read until a queue is closed and empty. */
    void readAll(JobQueue<Job<ReadTx, ?>> queue) {
        try {
            while (queue.await()) {
                Job<ReadTx, ?> job = queue.next();
                if (job != null) { // Another reader may have been faster.
                    read(job);
                }
            }
        } finally {
            queue.refuse(job -> job.publishFailure(new StoreException("the store reads no longer")));
        }
    }

    /** Do one read, and tell its caller. */
    void read(Job<ReadTx, ?> job) {
        try {
            attempt(job);
        } catch (Throwable fault) { // A reader must outlive even a fault of its own.
            statements.distrust();
        } finally {
            job.publish();
        }
    }

    private void attempt(Job<ReadTx, ?> job) {
        try {
            statements.begin(BEGIN);
            Session session = statements.enter();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            job.run(SqlTransaction.of(session, new Changes(), Sequences.unused())
                    .at(now));
        } catch (SQLException problem) {
            job.fail(new StoreException("the database cannot be read: " + problem.getMessage(), problem));
        } catch (Throwable problem) { // A reader must outlive even a fault of its own.
            job.fail(new StoreException("the database cannot be read: " + problem, problem));
        } finally {
            statements.leave();
            end();
        }
    }

    private void end() {
        if (statements.failure() != null) {
            // It has begun and failed then, and so it would again: what begins reads nothing yet.
            statements.distrust();
        }
        try {
            statements.control(END);
        } catch (SQLException gone) {
            // SQLite has ended it by itself; if it has not, the next read begins on a new connection.
        } catch (Throwable fault) { // Where the connection stands is not known.
            statements.distrust();
        }
    }
}
