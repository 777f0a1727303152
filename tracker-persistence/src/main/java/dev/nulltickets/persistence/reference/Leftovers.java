package dev.nulltickets.persistence.reference;

import java.sql.Connection;
import java.util.HashSet;
import java.util.Set;

/** Name what the old database holds and nobody has read. */
final class Leftovers {
    private static final String ANSWERS = "idempotency_keys";

    /** What only repeats what other tables say. */
    private static final String DERIVED = "pipeline_stage_roles";

    /** The text index of the store, which is made anew. */
    private static final String INDEX = "store_fts";

    private final Connection connection;
    private final ReportDraft report;

    Leftovers(Connection connection, ReportDraft report) {
        this.connection = connection;
        this.report = report;
    }

    /** Put everything that is left out into the report. */
    void note() {
        tables();
        for (OldTable table : OldTable.values()) {
            columns(table);
        }
    }

    private void tables() {
        Set<String> known = new HashSet<>();
        for (OldTable table : OldTable.values()) {
            known.add(table.tableName());
        }
        for (String table : OldDatabase.names(connection, "select name from main.sqlite_schema where type = 'table'")) {
            if (table.equals(ANSWERS)) {
                answers();
            } else if (!known.contains(table) && !isMadeAnew(table)) {
                report.leftOut("table " + table + ": it is not known here");
            }
        }
    }

    private void answers() {
        long rows = count(ANSWERS, "1");
        if (rows > 0) {
            report.leftOut(ANSWERS + " (rows: " + rows + "): answers to repeated requests, which are kept in the clear"
                    + " there; a request that is repeated across the import is carried out again");
        }
    }

    private void columns(OldTable table) {
        Set<String> unknown = new HashSet<>(OldDatabase.columns(connection, table));
        unknown.removeAll(table.columns());
        for (String column : unknown) {
            long rows = count(table.tableName(), OldTable.quoted(column) + " is not null");
            if (rows > 0) {
                report.leftOut(table.tableName() + "." + column + " (rows: " + rows + "): it is not known here");
            }
        }
    }

    private long count(String table, String condition) {
        return Long.parseLong(OldDatabase.names(
                        connection, "select count(*) from main." + OldTable.quoted(table) + " where " + condition)
                .iterator()
                .next());
    }

    private static boolean isMadeAnew(String table) {
        return table.equals(DERIVED)
                || table.equals(INDEX)
                || table.startsWith(INDEX + "_")
                || table.startsWith("sqlite_");
    }
}
