package dev.nulltickets.persistence;

import dev.nulltickets.core.model.AgentRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tell the listeners of all servers for which roles there is work: those of this server at once, those of the others by
 * {@code NOTIFY}.
 *
 * <p>Not in the transaction that made the work, because PostgreSQL lets transactions that notify commit one after the
 * other only. So a server that ends between the two tells nobody: the others look for themselves now and then
 * ({@link PostgresListener}). Safe for use by several threads.
 */
final class PostgresSignals implements AutoCloseable {
    private static final Sql NOTIFY = Sql.plain("select 1 from pg_notify(?, ?)");

    private final PostgresConnections connections;
    private final ReadyListeners listeners;
    private final PostgresChannel channel;
    private final PostgresListener listener;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("nulltickets-notifier").unstarted(this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<AgentRole> unsent = new HashSet<>();
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

    /** Tell all for which roles there is work. */
    void send(Set<AgentRole> roles) {
        if (roles.isEmpty()) {
            return;
        }
        listeners.tell(roles);
        lock.lock();
        try {
            unsent.addAll(roles);
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
        Set<AgentRole> roles = next();
        while (roles != null) {
            notify(roles);
            roles = next();
        }
    }

    private @Nullable Set<AgentRole> next() {
        lock.lock();
        try {
            while (unsent.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            Set<AgentRole> roles = unsent.isEmpty() ? null : new HashSet<>(unsent);
            unsent.clear();
            return roles;
        } finally {
            lock.unlock();
        }
    }

    private void notify(Set<AgentRole> roles) {
        try {
            Connection connection = connections.writer();
            try (Statements statements = new Statements(() -> connection, PostgresDialect.WRITING)) {
                Session session = statements.enter();
                for (String message : channel.messages(roles)) {
                    session.first(NOTIFY, values -> values.text(channel.name()).text(message), Row::number);
                }
                connection.commit();
            }
        } catch (SQLException | RuntimeException unheard) {
            // The others look for themselves, too.
        }
    }
}
