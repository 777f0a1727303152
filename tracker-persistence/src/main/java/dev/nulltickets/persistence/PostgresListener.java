package dev.nulltickets.persistence;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.WorkSignal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hear from other servers what work there is, on a connection and a thread of its own. A lost connection is opened
 * again. Every five seconds, and after each opening, it looks for itself: what was said while nobody listened, or by
 * a server that ended before it could say it, is told then.
 */
final class PostgresListener implements AutoCloseable {
    private static final int PAUSE_MILLIS = 5000;
    /** Leap from each stage that has work for somebody to the next, so that the tasks of one cost little. */
    private static final String WORK = """
            with recursive benches as (
                (
                    select agent_role, assignee, pipeline_id, stage
                    from tasks
                    where state = 'ready' and agent_role > ''
                    order by agent_role, assignee, pipeline_id, stage
                    limit 1
                )
                union all
                select next.*
                from benches as b
                cross join lateral (
                    select t.agent_role, t.assignee, t.pipeline_id, t.stage
                    from tasks as t
                    where t.state = 'ready'
                        and (t.agent_role, t.assignee, t.pipeline_id, t.stage)
                            > (b.agent_role, b.assignee, b.pipeline_id, b.stage)
                    order by t.agent_role, t.assignee, t.pipeline_id, t.stage
                    limit 1
                ) as next
            )
            select agent_role, assignee, pipeline_id, stage,
                (
                    select count(*)
                    from (
                        select 1
                        from tasks as t
                        where t.state = 'ready'
                            and t.agent_role = b.agent_role
                            and t.assignee = b.assignee
                            and t.pipeline_id = b.pipeline_id
                            and t.stage = b.stage
                        limit 100
                    ) as few
                )
            from benches as b
            limit 1000""";

    private final PostgresConnections connections;
    private final PostgresChannel channel;
    private final ReadyListeners listeners;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Threads.daemon("nulltickets-listener", this::run);
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
                if (!listeners.isEmpty()) {
                    listeners.tell(waiting(statement));
                }
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
            if (heard != null) {
                for (PGNotification message : heard) {
                    listeners.tell(channel.signals(message.getParameter()));
                }
            }
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    private static List<WorkSignal> waiting(Statement statement) throws SQLException {
        List<WorkSignal> signals = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(WORK)) {
            while (result.next()) {
                AgentRole role = new AgentRole(result.getString(1));
                String assignee = result.getString(2);
                StageKey stage = new StageKey(new PipelineId(result.getString(3)), result.getString(4));
                int count = result.getInt(5);
                signals.add(new WorkSignal.Freed(role, stage, count));
                signals.add(new WorkSignal.Ready(role, assignee.isEmpty() ? null : new AgentId(assignee), count));
            }
        }
        return signals;
    }
}
