package dev.nulltickets.bench;

/** Name the statements of a cycle. Their texts stand in one file, {@code cycle.sql}. */
enum BareSql {
    BEGIN,
    COMMIT,
    INSERT_TASK,
    OVERDUE_LEASES,
    DUE_TASKS,
    BEST_TASK,
    LEASE_TASK,
    INSERT_RUN,
    GRANT_LEASE,
    LEASE_OF_RUN,
    INSERT_EVENT,
    FIND_TASK,
    FINISH_RUN,
    END_LEASE,
    MOVE_TASK,
    DEPENDANTS,
    ADD_TO_FIGURE;

    private static final SqlFile FILE = SqlFile.read("cycle.sql");

    String text() {
        return FILE.text(name());
    }
}
