package dev.nulltickets.bench;

import java.sql.SQLException;

/**
 * Go through cycles by the store's own statements and nothing else: what a row does not need to be written is neither
 * read nor checked. Used by one thread.
 */
final class BareCaller {
    private static final int STEP = 200;
    private static final long TTL = 300_000;
    private static final byte[] TOKEN_HASH = new byte[32];

    private final BareStatements statements;
    private final BareFigures figures;
    private final BareIds ids;
    private final Lane lane;
    private final String agent;
    private Step step = Step.CREATE;
    private String taskId = "";
    private String runId = "";
    private String leaseId = "";

    BareCaller(BareStatements statements, BareFigures figures, BareIds ids, Lane lane, String agent) {
        this.statements = statements;
        this.figures = figures;
        this.ids = ids;
        this.lane = lane;
        this.agent = agent;
    }

    /** Take the next step, and return which it was. */
    Step step() throws SQLException {
        Step taken = step;
        long now = System.currentTimeMillis();
        switch (taken) {
            case CREATE -> create(now);
            case CLAIM -> claim(now);
            case EVENT -> event(now);
            case TRANSITION -> transition(now);
        }
        step = taken.next();
        return taken;
    }

    private void create(long now) throws SQLException {
        statements.change(
                BareSql.INSERT_TASK,
                "ready",
                "",
                1,
                0,
                null,
                0,
                0,
                0,
                0,
                now,
                0,
                "todo",
                lane.role(),
                lane.pipelineId(),
                Shape.TITLE,
                Shape.DESCRIPTION,
                0,
                Shape.METADATA,
                null,
                0,
                null,
                10,
                now,
                ids.next());
        figures.add("todo", "ready", 1);
    }

    private void claim(long now) throws SQLException {
        statements.first(BareSql.OVERDUE_LEASES, 1, now, STEP);
        statements.first(BareSql.DUE_TASKS, 1, now, STEP);
        String best = statements.first(BareSql.BEST_TASK, 1, lane.role(), "");
        statements.first(BareSql.BEST_TASK, 1, lane.role(), agent);
        if (best == null) {
            throw new IllegalStateException("who claims has created before, so there is a task");
        }
        taskId = best;
        runId = ids.next();
        leaseId = ids.next();
        changed(statements.change(BareSql.LEASE_TASK, "leased", "", 1, 0, null, 1, 0, 0, 0, now, 1, taskId, 0));
        statements.change(BareSql.INSERT_RUN, runId, taskId, 1, "running", agent, lane.role(), now, null, "{}", null);
        changed(statements.change(
                BareSql.GRANT_LEASE,
                leaseId,
                runId,
                taskId,
                lane.pipelineId(),
                "todo",
                TOKEN_HASH,
                1,
                now,
                TTL,
                now + TTL,
                0));
        figures.add("todo", "ready", -1);
        figures.add("todo", "leased", 1);
    }

    private void event(long now) throws SQLException {
        statements.first(BareSql.LEASE_OF_RUN, 1, runId, runId);
        statements.change(BareSql.INSERT_EVENT, ids.number(), runId, taskId, now, Shape.EVENT_KIND, Shape.EVENT_DATA);
    }

    private void transition(long now) throws SQLException {
        statements.first(BareSql.LEASE_OF_RUN, 1, runId, runId);
        statements.first(BareSql.FIND_TASK, 1, taskId);
        changed(statements.change(BareSql.FINISH_RUN, "completed", now, "{}", null, runId));
        changed(statements.change(BareSql.END_LEASE, leaseId, 1));
        changed(statements.change(
                BareSql.MOVE_TASK, "done", "", 2, 0, null, 1, 0, 0, 0, now, 2, "done", "", taskId, 1));
        statements.change(
                BareSql.INSERT_EVENT,
                ids.number(),
                runId,
                taskId,
                now,
                "transition",
                "{\"trigger\":\"finish\",\"from\":\"todo\",\"to\":\"done\",\"instructions\":null}");
        statements.first(BareSql.DEPENDANTS, 1, taskId, STEP);
        figures.add("todo", "leased", -1);
        figures.add("done", "done", 1);
    }

    private static void changed(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("one row was to change, not " + rows);
        }
    }
}
