package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.Tx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Do writes, each in a transaction of its own. Work that another transaction was in the way of is undone and run again,
 * and so is work whose connection was lost before the commit. Where a connection is lost in the commit, nobody knows
 * whether it happened: the caller is told so, and nothing is run again. Safe for use by several threads.
 */
final class PostgresWriter {
    private final PostgresConnections connections;
    private final PostgresTime time;
    private final String tracker;
    private final PostgresSignals signals;

    PostgresWriter(PostgresConnections connections, PostgresTime time, String tracker, PostgresSignals signals) {
        this.connections = connections;
        this.time = time;
        this.tracker = tracker;
        this.signals = signals;
    }

    /** Do a piece of work, and tell its caller. */
    void write(Job<Tx, ?> job) {
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
    private @Nullable Throwable attempt(Job<Tx, ?> job, SortedSet<Long> stages) throws SQLException {
        Connection connection = connections.writer();
        // To close it undoes what is not committed.
        try (Statements statements = new Statements(() -> connection, PostgresDialect.WRITING)) {
            Changes changes = new Changes();
            Throwable failure = run(job, statements, changes, stages);
            return failure == null ? commit(job, connection, changes) : failure;
        }
    }

    private @Nullable Throwable run(Job<Tx, ?> job, Statements statements, Changes changes, SortedSet<Long> stages) {
        Session session = statements.enter();
        try {
            Throwable thrown = job.run(transaction(session, changes, stages));
            StoreException failure = statements.failure();
            if (failure != null) {
                if (thrown == null) {
                    job.fail(failure);
                }
                return failure;
            }
            if (thrown == null) {
                new FigureTable(session).add(changes);
            }
            return thrown;
        } catch (Throwable problem) { // It came before the work or after it, and is the caller's all the same.
            job.fail(problem);
            return problem;
        } finally {
            statements.leave();
        }
    }

    private @Nullable Throwable commit(Job<Tx, ?> job, Connection connection, Changes changes) {
        try {
            connection.commit();
        } catch (SQLException problem) {
            job.fail(new StoreException(
                    "whether this was written is not known, because the commit failed: "
                            + PostgresMessage.behind(problem),
                    problem));
            return PostgresFailure.of(problem) == PostgresFailure.CONFLICT ? problem : null;
        }
        signals.send(changes.signals());
        return null;
    }

    private Tx transaction(Session session, Changes changes, SortedSet<Long> stages) {
        return SqlTransaction.of(
                        session,
                        changes,
                        PostgresSequence.in(session),
                        new PostgresLocks(session, tracker, stages),
                        new TsvectorWords(session))
                .at(time.now(session));
    }
}
