package dev.nulltickets.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Make a million waiting tasks of a thousand, inside of the database: each row that belongs to one of them is written
 * again under other ids. What they have in common, such as the task that all wait for, they go on having.
 */
record PostgresCopies(Connection connection) {
    private static final String COLUMNS = "select column_name from information_schema.columns"
            + " where table_schema = current_schema() and table_name = ? and column_name <> 'seq' order by ordinal_position";

    /** Copy all tasks of a state so many times. */
    void make(String state, int copies) throws SQLException {
        connection.setAutoCommit(false);
        // What the originals refer to is there, so where this may be left out, it is not looked for a million times.
        run("select set_config('session_replication_role', 'replica', true)"
                + " from (select current_setting('is_superuser') as super) as me where super = 'on'");
        run("create temporary table originals on commit drop as select id as original from tasks where state = '"
                + state + "'");
        run("insert into stage_figure_changes (pipeline_id, stage, state, tasks, failures)"
                + " select pipeline_id, stage, state, count(*) * %1$d, sum(failures) * %1$d".formatted(copies)
                + " from tasks join originals on original = id group by pipeline_id, stage, state");
        copy("tasks", "id", copies, List.of("id"));
        copy("runs", "task_id", copies, List.of("id", "task_id"));
        copy("leases", "task_id", copies, List.of("id", "run_id", "task_id"));
        copy("dependencies", "task_id", copies, List.of("task_id"));
        copy("assignments", "task_id", copies, List.of("task_id"));
        connection.commit();
    }

    private void copy(String table, String task, int copies, List<String> ids) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String column : columns(table)) {
            values.put(column, column);
        }
        for (String id : ids) {
            // It begins alike, so that copies are spread over an index as the originals are.
            values.put(id, "left(%1$s, 24) || substr(md5(%1$s || copy), 1, 12)".formatted(id));
        }
        run("insert into %s (%s) select %s from %s join originals on original = %s, generate_series(1, %d) as copy"
                .formatted(
                        table,
                        String.join(", ", values.keySet()),
                        String.join(", ", values.values()),
                        table,
                        task,
                        copies));
    }

    private List<String> columns(String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
