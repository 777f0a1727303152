package dev.nulltickets.bench;

import dev.nulltickets.core.UuidSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Go through cycles on PostgreSQL by statements that are prepared once and sent one by one, with a commit for each
 * step, and nothing else: what a row does not need to be written is neither read nor checked. Used by one thread.
 */
final class PostgresCaller {
    private static final long STEP = 200;
    private static final long TTL = 300_000;
    private static final byte[] TOKEN_HASH = new byte[32];

    private final Connection connection;
    private final Map<PostgresSql, PreparedStatement> prepared = new EnumMap<>(PostgresSql.class);
    private final Supplier<String> ids;
    private final Lane lane;
    private final String agent;
    private final boolean least;

    /**
     * Work on a connection of its own.
     *
     * @param least whether to run only the statements without which there is no cycle; otherwise all of the store's
     */
    PostgresCaller(Connection connection, Lane lane, String agent, boolean least) {
        this.connection = connection;
        UuidSource source = new UuidSource();
        this.ids = () -> source.next(Instant.now()); // Ids grow with real time, as the tracker makes them.
        this.lane = lane;
        this.agent = agent;
        this.least = least;
    }

    /** Work until the window is over. */
    void run(Tally tally) throws SQLException {
        while (!tally.window().isOver(System.nanoTime())) {
            long begun = System.nanoTime();
            create(now());
            long created = done(Step.CREATE, begun, tally);
            String[] claimed = claim(now());
            long granted = done(Step.CLAIM, created, tally);
            event(claimed);
            long reported = done(Step.EVENT, granted, tally);
            transition(claimed);
            done(Step.TRANSITION, reported, tally);
        }
    }

    private long done(Step step, long from, Tally tally) throws SQLException {
        connection.commit();
        long now = System.nanoTime();
        tally.done(step, from, now);
        return now;
    }

    /** Return the time: the database's, as the store has it, or that which is cheapest to have. */
    private long now() throws SQLException {
        return least ? System.currentTimeMillis() : number(PostgresSql.NOW);
    }

    private void create(long now) throws SQLException {
        changed(change(
                PostgresSql.INSERT_TASK,
                "ready",
                "",
                1L,
                0L,
                null,
                0L,
                0L,
                0L,
                0L,
                now,
                0L,
                "todo",
                lane.role(),
                lane.pipelineId(),
                Shape.TITLE,
                Shape.DESCRIPTION,
                0L,
                Shape.METADATA,
                null,
                0L,
                null,
                10L,
                now,
                ids.get()));
        figure("todo", "ready", 1);
    }

    /** Return the ids of the task, of the run and of the lease. */
    private String[] claim(long now) throws SQLException {
        String best = first(PostgresSql.BEST_TASK, lane.role(), "");
        for (int again = 0; best == null && again < Shape.MOST_CLAIMS; again++) {
            best = first(PostgresSql.BEST_TASK, lane.role(), "");
        }
        if (!least) {
            first(PostgresSql.OVERDUE_LEASES, now, STEP);
            first(PostgresSql.DUE_TASKS, now, STEP);
            first(PostgresSql.BEST_TASK, lane.role(), agent);
            first(PostgresSql.ENTER_STAGE, 1L);
        }
        if (best == null) {
            throw new IllegalStateException("who claims has created before, so there is a task");
        }
        String run = ids.get();
        String lease = ids.get();
        changed(change(PostgresSql.LEASE_TASK, "leased", "", 1L, 0L, null, 1L, 0L, 0L, 0L, now, 1L, best, 0L));
        change(PostgresSql.INSERT_RUN, run, best, 1L, "running", agent, lane.role(), now, null, "{}", null);
        first(
                PostgresSql.GRANT_LEASE,
                lease,
                run,
                best,
                lane.pipelineId(),
                "todo",
                TOKEN_HASH,
                1L,
                now,
                TTL,
                now + TTL,
                0L);
        figure("todo", "ready", -1);
        figure("todo", "leased", 1);
        return new String[] {best, run, lease};
    }

    private void event(String[] claimed) throws SQLException {
        first(PostgresSql.LEASE_OF_RUN, claimed[1], claimed[1]);
        append(claimed, now(), Shape.EVENT_KIND, Shape.EVENT_DATA);
    }

    private void transition(String[] claimed) throws SQLException {
        first(PostgresSql.LEASE_OF_RUN, claimed[1], claimed[1]);
        long now = now();
        first(PostgresSql.FIND_TASK, claimed[0]);
        changed(change(PostgresSql.FINISH_RUN, "completed", now, "{}", null, claimed[1]));
        changed(change(PostgresSql.END_LEASE, claimed[2], 1L));
        changed(change(
                PostgresSql.MOVE_TASK, "done", "", 2L, 0L, null, 1L, 0L, 0L, 0L, now, 2L, "done", "", claimed[0], 1L));
        append(
                claimed,
                now,
                "transition",
                "{\"trigger\":\"finish\",\"from\":\"todo\",\"to\":\"done\",\"instructions\":null}");
        if (!least) {
            first(PostgresSql.DEPENDANTS, claimed[0], STEP);
        }
        figure("todo", "leased", -1);
        figure("done", "done", 1);
    }

    private void append(String[] claimed, long now, String kind, String data) throws SQLException {
        long id = number(PostgresSql.NEXT_EVENT);
        change(PostgresSql.INSERT_EVENT, id, claimed[1], claimed[0], now, kind, data);
    }

    private void figure(String stage, String state, long difference) throws SQLException {
        if (!least) {
            change(PostgresSql.ADD_TO_FIGURE, lane.pipelineId(), stage, state, difference, 0L);
        }
    }

    private long number(PostgresSql sql) throws SQLException {
        String value = first(sql);
        if (value == null) {
            throw new IllegalStateException(sql + " always has an answer");
        }
        return Long.parseLong(value);
    }

    private @Nullable String first(PostgresSql sql, Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private int change(PostgresSql sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    private PreparedStatement bound(PostgresSql sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql.text());
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static void changed(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("one row was to change, not " + rows);
        }
    }
}
