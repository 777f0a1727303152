package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.ARTIFACTS;
import static dev.nulltickets.persistence.jooq.Tables.ASSIGNMENTS;
import static dev.nulltickets.persistence.jooq.Tables.DEFERRED_RELEASES;
import static dev.nulltickets.persistence.jooq.Tables.DEPENDENCIES;
import static dev.nulltickets.persistence.jooq.Tables.ENTRIES;
import static dev.nulltickets.persistence.jooq.Tables.EVENTS;
import static dev.nulltickets.persistence.jooq.Tables.GATE_RESULTS;
import static dev.nulltickets.persistence.jooq.Tables.IDEMPOTENCY;
import static dev.nulltickets.persistence.jooq.Tables.LEASES;
import static dev.nulltickets.persistence.jooq.Tables.PIPELINES;
import static dev.nulltickets.persistence.jooq.Tables.RUNS;
import static dev.nulltickets.persistence.jooq.Tables.SPANS;
import static dev.nulltickets.persistence.jooq.Tables.STAGE_FIGURES;
import static dev.nulltickets.persistence.jooq.Tables.TASKS;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_BATCHES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_LINKS;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_PIECES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_RESOURCES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_SCOPES;
import static dev.nulltickets.persistence.jooq.Tables.TRACE_TOTALS;
import static dev.nulltickets.persistence.jooq.Tables.USAGE_COVERS;
import static dev.nulltickets.persistence.jooq.Tables.USAGE_SUMS;
import static java.util.stream.Collectors.joining;

import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.spi.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Table;

/**
 * Copy all rows of a SQLite database into an empty PostgreSQL database, in one transaction: table by table, in an
 * order in which each row's references are there before it.
 */
final class DatabaseCopy {
    private static final List<Table<?>> TABLES = List.of(
            PIPELINES,
            TASKS,
            DEPENDENCIES,
            DEFERRED_RELEASES,
            ASSIGNMENTS,
            RUNS,
            LEASES,
            EVENTS,
            GATE_RESULTS,
            STAGE_FIGURES,
            IDEMPOTENCY,
            ARTIFACTS,
            ENTRIES,
            TRACE_BATCHES,
            TRACE_PIECES,
            TRACE_TOTALS,
            TRACE_RESOURCES,
            TRACE_SCOPES,
            SPANS,
            TRACE_LINKS,
            USAGE_COVERS,
            USAGE_SUMS);

    /** What counts the rows of a table. */
    private record Numbering(String sequence, Table<?> table, Field<Long> ids) {}

    private static final List<Numbering> NUMBERINGS = List.of(
            new Numbering("event_ids", EVENTS, EVENTS.ID),
            new Numbering("gate_result_ids", GATE_RESULTS, GATE_RESULTS.ID),
            new Numbering("entry_ids", ENTRIES, ENTRIES.ID),
            new Numbering("trace_batch_ids", TRACE_BATCHES, TRACE_BATCHES.ID),
            new Numbering("trace_batch_ids", TRACE_TOTALS, TRACE_TOTALS.LAST_BATCH),
            new Numbering("dependencies_seq_seq", DEPENDENCIES, DEPENDENCIES.SEQ),
            new Numbering("assignments_seq_seq", ASSIGNMENTS, ASSIGNMENTS.SEQ),
            new Numbering("spans_id_seq", SPANS, SPANS.ID));

    private static final int BATCH = 500;

    private final Connection source;
    private final Connection target;

    private DatabaseCopy(Connection source, Connection target) {
        this.source = source;
        this.target = target;
    }

    /** Copy, and return how many rows each table has, on either side. Nothing is committed if this throws. */
    static Map<String, Long> run(Connection source, Connection target) throws SQLException {
        DatabaseCopy copy = new DatabaseCopy(source, target);
        Map<String, Long> rows = new LinkedHashMap<>();
        copy.makeRoom();
        for (Table<?> table : TABLES) {
            if (count(target, table) > 0) {
                throw new StoreException("the target holds " + table.getName() + " already");
            }
        }
        for (Table<?> table : TABLES) {
            copy.copy(table);
            rows.put(table.getName(), copy.checked(table));
        }
        copy.indexEntries();
        copy.setSequences();
        return rows;
    }

    /** Remove the one row that a new database has. */
    private void makeRoom() throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute("delete from trace_totals where bytes = 0 and last_batch = 0");
        }
    }

    private void copy(Table<?> table) throws SQLException {
        String columns = Stream.of(table.fields()).map(Field::getName).collect(joining(", "));
        String places = Stream.of(table.fields()).map(field -> "?").collect(joining(", "));
        try (Statement query = source.createStatement();
                ResultSet rows = query.executeQuery("select " + columns + " from " + table.getName());
                PreparedStatement insertion = target.prepareStatement(
                        "insert into " + table.getName() + " (" + columns + ") values (" + places + ")")) {
            int waiting = 0;
            while (rows.next()) {
                bind(insertion, rows, table.fields());
                insertion.addBatch();
                if (++waiting == BATCH) {
                    insertion.executeBatch();
                    waiting = 0;
                }
            }
            insertion.executeBatch();
        }
    }

    private static void bind(PreparedStatement insertion, ResultSet row, Field<?>[] fields) throws SQLException {
        for (int column = 1; column <= fields.length; column++) {
            Class<?> type = fields[column - 1].getType();
            if (type == byte[].class) {
                insertion.setBytes(column, row.getBytes(column));
            } else if (type == Long.class) {
                long number = row.getLong(column);
                insertion.setObject(column, row.wasNull() ? null : (Long) number);
            } else {
                insertion.setString(column, row.getString(column));
            }
        }
    }

    private long checked(Table<?> table) throws SQLException {
        long there = count(source, table);
        long here = count(target, table);
        if (there != here) {
            throw new StoreException("of " + there + " " + table.getName() + " only " + here + " were copied");
        }
        return here;
    }

    /** Find anew by which words entries are found, because each database has its own way to keep them. */
    private void indexEntries() throws SQLException {
        // Not closed, which would close the connection.
        TsvectorWords words = new TsvectorWords(new Statements(() -> target, PostgresDialect.WRITING).enter());
        try (Statement query = source.createStatement();
                ResultSet rows = query.executeQuery("select id, namespace, key, value from entries")) {
            while (rows.next()) {
                String namespace = rows.getString(2);
                words.put(
                        rows.getLong(1),
                        namespace,
                        EntryIndex.of(namespace, rows.getString(3), JsonText.trusted(rows.getString(4))));
            }
        }
    }

    private void setSequences() throws SQLException {
        try (Statement statement = target.createStatement()) {
            for (Numbering numbering : NUMBERINGS) {
                String last = "max(" + numbering.ids().getName() + ")";
                statement.execute("select setval('" + numbering.sequence() + "', greatest(" + last + ", nextval('"
                        + numbering.sequence() + "'))) from "
                        + numbering.table().getName() + " having " + last
                        + " is not null");
            }
        }
    }

    private static long count(Connection connection, Table<?> table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from " + table.getName())) {
            result.next();
            return result.getLong(1);
        }
    }
}
