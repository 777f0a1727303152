package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Do reads, each on a snapshot of its own; again where a connection was lost. Safe for use by several threads. */
final class PostgresReader {
    private final PostgresConnections connections;
    private final PostgresTime time;

    PostgresReader(PostgresConnections connections, PostgresTime time) {
        this.connections = connections;
        this.time = time;
    }

    /** Do a piece of work, and tell its caller. */
    void read(Job<ReadTx, ?> job) {
        try {
            Retries retries = new Retries();
            Throwable failure = attempt(job);
            while (failure != null && retries.again(failure)) {
                failure = attempt(job);
            }
        } catch (Throwable fault) { // Whatever it is, it is the caller's, and must not end the thread.
            job.fail(fault instanceof StoreException ? fault : new StoreException("nothing was read: " + fault, fault));
        } finally {
            job.publish();
        }
    }

    /** Run work. Return what was in the way, or null if nothing was. */
    private @Nullable Throwable attempt(Job<ReadTx, ?> job) throws SQLException {
        Connection connection = connections.reader();
        try (Statements statements = new Statements(() -> connection, PostgresDialect.READING)) {
            return run(job, statements);
        }
    }

    private @Nullable Throwable run(Job<ReadTx, ?> job, Statements statements) {
        Session session = statements.enter();
        try {
            Throwable thrown = job.run(SqlTransaction.of(
                            session, new Changes(), Sequences.unused(), Locks.NONE, new TsvectorWords(session))
                    .at(time.once(session)));
            StoreException failure = statements.failure();
            if (failure != null && thrown == null) {
                job.fail(failure);
            }
            return failure == null ? thrown : failure;
        } catch (Throwable problem) { // It came before the work, and is the caller's all the same.
            job.fail(problem);
            return problem;
        } finally {
            statements.leave();
        }
    }
}
