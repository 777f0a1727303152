package dev.nulltickets.persistence;

import dev.nulltickets.core.model.AgentRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hear from other servers for which roles there is work, on a connection and a thread of its own. A lost connection is
 * opened again. Every two seconds, and after each opening, it looks for itself: what was said while nobody listened, or
 * by a server that ended before it could say it, is told then.
 */
final class PostgresListener implements AutoCloseable {
    private static final int PAUSE_MILLIS = 2000;
    /** Leap from each role that has work to the next, so that the tasks of one cost nothing. */
    private static final String ROLES = """
            with recursive roles as (
                (select agent_role from tasks where state = 'ready' and agent_role > '' order by agent_role limit 1)
                union all
                select (select agent_role from tasks where state = 'ready' and agent_role > roles.agent_role
                        order by agent_role limit 1)
                from roles where roles.agent_role is not null
            )
            select agent_role from roles where agent_role is not null""";

    private final PostgresConnections connections;
    private final PostgresChannel channel;
    private final ReadyListeners listeners;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("nulltickets-listener").unstarted(this::run);
    private volatile @Nullable Connection listening;

    PostgresListener(PostgresConnections connections, PostgresChannel channel, ReadyListeners listeners) {
        this.connections = connections;
        this.channel = channel;
        this.listeners = listeners;
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        Connection open = listening;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException gone) {
                // It is what was asked for.
            }
        }
        Threads.join(thread);
    }

    private void run() {
        try {
            do {
                listen();
            } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (Connection connection = connections.own();
                Statement statement = connection.createStatement()) {
            listening = connection;
            statement.execute("listen " + channel.name());
            PGConnection heard = connection.unwrap(PGConnection.class);
            while (closed.getCount() > 0) {
                listeners.tell(waiting(statement));
                await(heard);
            }
        } catch (SQLException | RuntimeException later) {
            // The next turn opens another connection.
        } finally {
            listening = null;
        }
    }

    /** Tell what is heard, until it is time to look. */
    private void await(PGConnection connection) throws SQLException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        long left = PAUSE_MILLIS;
        while (left > 0 && closed.getCount() > 0) {
            PGNotification[] heard = connection.getNotifications((int) left);
            Set<AgentRole> roles = new HashSet<>();
            if (heard != null) {
                for (PGNotification message : heard) {
                    roles.addAll(channel.roles(message.getParameter()));
                }
            }
            listeners.tell(roles);
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    private static Set<AgentRole> waiting(Statement statement) throws SQLException {
        Set<AgentRole> roles = new HashSet<>();
        try (ResultSet result = statement.executeQuery(ROLES)) {
            while (result.next()) {
                roles.add(new AgentRole(result.getString(1)));
            }
        }
        return roles;
    }
}
