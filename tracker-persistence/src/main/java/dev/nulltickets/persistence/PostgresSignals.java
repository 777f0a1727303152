package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.WorkSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tell the listeners of all servers what work there is: those of this server at once, those of the others by
 * {@code NOTIFY}.
 *
 * <p>Not in the transaction that made the work, because PostgreSQL lets transactions that notify commit one after the
 * other only. So a server that ends between the two tells nobody: the others look for themselves now and then
 * ({@link PostgresListener}). Safe for use by several threads.
 */
final class PostgresSignals implements AutoCloseable {
    private static final Sql NOTIFY = Sql.plain("select 1 from pg_notify(?, ?)");
    /** What is said to others need not outlive a power failure. */
    static final Sql HASTILY = Sql.plain("select set_config('synchronous_commit', 'off', true)");

    /**
     * How long signals are joined after some were sent: to say each by itself would cost as much as the work it tells
     * of.
     */
    private static final long PAUSE_NANOS = 10_000_000;

    private final PostgresConnections connections;
    private final ReadyListeners listeners;
    private final PostgresChannel channel;
    private final PostgresListener listener;
    private final Thread thread = Threads.daemon("nulltickets-notifier", this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<WorkSignal> unsent = new ArrayList<>();
    private boolean closed;

    PostgresSignals(PostgresConnections connections, String tracker, ReadyListeners listeners) {
        this.connections = connections;
        this.listeners = listeners;
        this.channel = new PostgresChannel(tracker, UUID.randomUUID().toString());
        this.listener = new PostgresListener(connections, channel, listeners);
    }

    void start() {
        thread.start();
        listener.start();
    }

    /** Tell all what work a commit has made. */
    void send(List<WorkSignal> signals) {
        if (signals.isEmpty()) {
            return;
        }
        listeners.tell(signals);
        lock.lock();
        try {
            unsent.addAll(signals);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        Threads.join(thread);
        listener.close();
    }

    private void run() {
        List<WorkSignal> signals = next();
        while (!signals.isEmpty()) {
            notify(signals);
            LockSupport.parkNanos(PAUSE_NANOS);
            signals = next();
        }
    }

    /** Wait for signals; none are left if and only if this is closed. */
    private List<WorkSignal> next() {
        lock.lock();
        try {
            while (unsent.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<WorkSignal> signals = List.copyOf(unsent);
            unsent.clear();
            return signals;
        } finally {
            lock.unlock();
        }
    }

    private void notify(List<WorkSignal> signals) {
        try {
            Connection connection = connections.writer();
            try (PostgresPipeline statements = new PostgresPipeline(connection)) {
                Session session = statements.enter();
                session.later(HASTILY, Parameters.Binder.NONE);
                for (String message : channel.messages(signals)) {
                    session.later(NOTIFY, values -> values.text(channel.name()).text(message));
                }
                statements.commit();
            }
        } catch (SQLException | RuntimeException unheard) {
            // The others look for themselves, too.
        }
    }
}
