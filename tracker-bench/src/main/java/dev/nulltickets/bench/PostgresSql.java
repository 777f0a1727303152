package dev.nulltickets.bench;

/** Name the statements of a cycle on PostgreSQL. Their texts stand in one file, {@code cycle-postgresql.sql}. */
enum PostgresSql {
    NOW,
    NEXT_EVENT,
    ENTER_STAGE,
    GRANT_LEASE,
    INSERT_TASK,
    LEASE_TASK,
    MOVE_TASK,
    FIND_TASK,
    BEST_TASK,
    DUE_TASKS,
    INSERT_RUN,
    FINISH_RUN,
    LEASE_OF_RUN,
    END_LEASE,
    OVERDUE_LEASES,
    INSERT_EVENT,
    DEPENDANTS,
    ADD_TO_FIGURE;

    private static final SqlFile FILE = SqlFile.read("cycle-postgresql.sql");

    String text() {
        return FILE.text(name());
    }
}
