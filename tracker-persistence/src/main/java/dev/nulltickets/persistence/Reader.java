package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.StoreException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Do reads on one thread, each in a short transaction, which is a snapshot. */
final class Reader implements Runnable {
    private static final Sql BEGIN = Sql.plain("begin");
    private static final Sql END = Sql.plain("rollback");

    private final JobQueue<Job<ReadTx, ?>> queue;
    private final Statements statements;
    private final SqlTransaction tables;
    private final InstantSource clock;

    Reader(JobQueue<Job<ReadTx, ?>> queue, Statements statements, InstantSource clock) {
        this.queue = queue;
        this.statements = statements;
        this.tables = SqlTransaction.of(statements, new Changes(), Sequences.unused());
        this.clock = clock;
    }

    /** Read until the queue is closed and empty. */
    @Override
    public void run() {
        List<Job<ReadTx, ?>> next = queue.take(1);
        while (!next.isEmpty()) {
            Job<ReadTx, ?> job = next.get(0);
            read(job);
            job.publish();
            next = queue.take(1);
        }
    }

    private void read(Job<ReadTx, ?> job) {
        try {
            begin();
            statements.enter();
            job.run(tables.at(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        } catch (SQLException problem) {
            job.fail(new StoreException("the database cannot be read: " + problem.getMessage(), problem));
        } catch (RuntimeException | Error problem) { // A reader must outlive even a fault of its own.
            job.fail(new StoreException("the database cannot be read: " + problem, problem));
        } finally {
            statements.leave();
            end();
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

    private void end() {
        try {
            statements.control(END);
        } catch (SQLException gone) {
            // SQLite has ended it by itself; if it has not, the next read begins on a new connection.
        }
    }
}
