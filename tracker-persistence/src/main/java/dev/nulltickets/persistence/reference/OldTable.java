package dev.nulltickets.persistence.reference;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Name the tables that are read, and the columns that are read of them. Not every version of the reference has all of
 * them: a table may be absent unless nothing makes sense without it, and so may a column that has a value to stand for
 * it here, which is the one that the reference gives to rows that are older than the column.
 */
enum OldTable {
    PIPELINES("id", "id", "name", "definition_json", "created_at_ms"),
    TASKS(
            "id",
            "id",
            "pipeline_id",
            "stage",
            "title",
            "description",
            "priority = 0",
            "metadata_json = '{}'",
            "task_version = 1",
            "next_eligible_at_ms = 0",
            "max_attempts = null",
            "retry_delay_ms = 0",
            "dead_letter_stage = null",
            "dead_letter_reason = null",
            "created_at_ms",
            "updated_at_ms"),
    TASK_DEPENDENCIES("task_id, depends_on_task_id", "task_id", "depends_on_task_id", "created_at_ms"),
    TASK_ASSIGNMENTS(
            "task_id, agent_id", "task_id", "agent_id", "assigned_by", "active", "created_at_ms", "updated_at_ms"),
    RUNS(
            "id",
            "id",
            "task_id",
            "attempt",
            "status",
            "agent_id",
            "agent_role",
            "started_at_ms",
            "ended_at_ms",
            "usage_json = '{}'",
            "error_text = null"),
    LEASES("id", "id", "run_id", "agent_id", "token_hash", "expires_at_ms", "last_heartbeat_ms"),
    EVENTS("id", "id", "run_id", "ts_ms", "kind", "data_json"),
    GATE_RESULTS("id", "id", "run_id", "task_id", "gate", "status", "evidence_json", "actor", "ts_ms"),
    ARTIFACTS("id", "id", "task_id", "run_id", "created_at_ms", "kind", "uri", "sha256_hex", "size_bytes", "meta_json"),
    STORE("namespace, key", "namespace", "key", "value_json", "created_at_ms", "updated_at_ms"),
    OTLP_BATCHES("id", "id", "received_at_ms", "content_type", "payload_json", "payload_blob", "parsed_spans"),
    OTLP_SPANS(
            "id",
            "id",
            "batch_id",
            "trace_id",
            "span_id",
            "parent_span_id",
            "name",
            "kind",
            "start_time_unix_nano",
            "end_time_unix_nano",
            "status_code",
            "status_message",
            "attributes_json",
            "resource_attributes_json",
            "scope_name",
            "scope_version",
            "run_id",
            "task_id",
            "raw_json");

    /** The tables without which a file is no database of the reference. */
    static final Set<OldTable> REQUIRED = Set.of(PIPELINES, TASKS, RUNS);

    private static final String FALLBACK = " = ";

    private static final String COMMA = ", ";

    private final String key;
    private final String columns;

    OldTable(String key, String... columns) {
        this.key = key;
        this.columns = String.join(COMMA, columns);
    }

    /** Return the name in the old database. */
    String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return the columns that name a row. */
    List<String> key() {
        return List.of(key.split(COMMA));
    }

    /** Return the columns that are read. */
    Set<String> columns() {
        return each().map(OldTable::columnName).collect(Collectors.toUnmodifiableSet());
    }

    /** Return the columns that must be there, but are not among those that are. */
    Stream<String> missing(Set<String> present) {
        return each().filter(column -> !column.contains(FALLBACK) && !present.contains(column));
    }

    /** Make a view that has all columns, whatever the table has. An absent table has no rows. */
    String view(Set<String> present) {
        boolean absent = present.isEmpty();
        String selected = each().map(
                        column -> absent ? "null as " + quoted(columnName(column)) : selected(column, present))
                .collect(Collectors.joining(", "));
        return "create temp view " + tableName() + " as select " + selected
                + (absent ? ", null as place where 0" : ", rowid as place from main." + tableName());
    }

    private Stream<String> each() {
        return Stream.of(columns.split(COMMA));
    }

    private static String selected(String column, Set<String> present) {
        String name = columnName(column);
        return present.contains(name)
                ? quoted(name)
                : column.substring(column.indexOf(FALLBACK) + FALLBACK.length()) + " as " + quoted(name);
    }

    private static String columnName(String column) {
        int end = column.indexOf(FALLBACK);
        return end < 0 ? column : column.substring(0, end);
    }

    /** Write a name so that SQL takes it for one, whatever is in it. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
