package dev.nulltickets.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Add the changes of figures to the figures, twice a second, on a thread of its own. Every server does; of two at once
 * each takes other changes. What fails is done the next time.
 */
final class PostgresUpkeep implements AutoCloseable {
    private static final long PAUSE_MILLIS = 500;

    private final PostgresConnections connections;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Threads.daemon("nulltickets-upkeep", this::run);

    PostgresUpkeep(PostgresConnections connections) {
        this.connections = connections;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        Threads.join(thread);
    }

    private void run() {
        try {
            while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                fold();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void fold() {
        try {
            Connection connection = connections.writer();
            try (PostgresPipeline statements = new PostgresPipeline(connection)) {
                Session session = statements.enter();
                // What a power failure undoes is as right as it was before, and done again.
                session.later(PostgresSignals.HASTILY, Parameters.Binder.NONE);
                session.change(FigureChanges.FOLD, Parameters.Binder.NONE);
                statements.commit();
            }
        } catch (SQLException | RuntimeException later) {
            // The figures are right without it, and the next turn comes soon.
        }
    }
}
