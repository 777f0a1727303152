package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that the migrations of both databases make the same tables, but for those that are one database's own. */
class SchemasAgreeTest {
    /** What only several writers at once need, and how each finds words. */
    private static final Set<String> POSTGRES_ONLY = Set.of("stage_figure_changes", "entry_words");

    private static final String SQLITE_ONLY = "entries_fts.*|sqlite_.*";

    @TempDir
    private Path directory;

    @Test
    void theSchemasAgree() throws SQLException {
        Map<String, Set<String>> sqlite = ofSqlite();
        Map<String, Set<String>> postgres = ofPostgres();
        assertThat(postgres.keySet()).containsAll(POSTGRES_ONLY);
        postgres.keySet().removeAll(POSTGRES_ONLY);
        assertThat(sqlite).hasSizeGreaterThan(14);
        assertThat(postgres.keySet()).isEqualTo(sqlite.keySet());
        sqlite.forEach(
                (table, facts) -> assertThat(postgres.get(table)).as(table).isEqualTo(facts));
        assertThat(sqlite.get("leases"))
                .contains("run_id not null", "key (task_id)", "unique (id)", "run_id is of runs(id)");
    }

    private Map<String, Set<String>> ofSqlite() throws SQLException {
        Path file = directory.resolve("schema.db");
        Schema.migrate(file);
        try (Connection connection = new Connections(file, SqliteSettings.of(file)).writer()) {
            return tables(connection, null);
        }
    }

    private static Map<String, Set<String>> ofPostgres() throws SQLException {
        PostgresSettings settings = TestPostgres.schema("schemas_agree");
        PostgresSchema.migrate(settings);
        try (Connection connection = PostgresConnections.open(settings)) {
            return tables(connection, "schemas_agree");
        }
    }

    private static Map<String, Set<String>> tables(Connection connection, String schema) throws SQLException {
        Map<String, Set<String>> tables = new TreeMap<>();
        DatabaseMetaData about = connection.getMetaData();
        try (ResultSet rows = about.getTables(null, schema, "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                String table = rows.getString("TABLE_NAME");
                if (!table.matches(SQLITE_ONLY) && !table.startsWith("flyway")) {
                    tables.put(table, facts(about, schema, table));
                }
            }
        }
        return tables;
    }

    private static Set<String> facts(DatabaseMetaData about, String schema, String table) throws SQLException {
        Set<String> facts = new TreeSet<>();
        Set<String> key = new TreeSet<>();
        try (ResultSet rows = about.getPrimaryKeys(null, schema, table)) {
            while (rows.next()) {
                key.add(rows.getString("COLUMN_NAME"));
            }
        }
        facts.add("key (" + String.join(",", key) + ")");
        try (ResultSet rows = about.getColumns(null, schema, table, "%")) {
            while (rows.next()) {
                String column = rows.getString("COLUMN_NAME");
                // SQLite does not say it of a key.
                boolean required = key.contains(column) || rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls;
                facts.add(column + (required ? " not null" : " or null"));
                facts.add(column + " is " + kind(rows.getString("TYPE_NAME")));
            }
        }
        facts.addAll(unique(about, schema, table, key));
        try (ResultSet rows = about.getImportedKeys(null, schema, table)) {
            while (rows.next()) {
                facts.add(rows.getString("FKCOLUMN_NAME") + " is of " + rows.getString("PKTABLE_NAME") + "("
                        + rows.getString("PKCOLUMN_NAME") + ")");
            }
        }
        return facts;
    }

    private static Set<String> unique(DatabaseMetaData about, String schema, String table, Set<String> key)
            throws SQLException {
        Map<String, Set<String>> indexes = new TreeMap<>();
        try (ResultSet rows = about.getIndexInfo(null, schema, table, true, true)) {
            while (rows.next()) {
                // SQLite's driver returns the others as well.
                if (!rows.getBoolean("NON_UNIQUE")) {
                    indexes.computeIfAbsent(rows.getString("INDEX_NAME"), index -> new TreeSet<>())
                            .add(rows.getString("COLUMN_NAME"));
                }
            }
        }
        Set<String> facts = new TreeSet<>();
        for (Set<String> columns : indexes.values()) {
            if (!columns.equals(key)) {
                facts.add("unique (" + String.join(",", columns) + ")");
            }
        }
        return facts;
    }

    private static String kind(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "integer", "int8", "bigserial" -> "a number";
            case "text" -> "a text";
            case "blob", "bytea" -> "bytes";
            default -> type;
        };
    }
}
