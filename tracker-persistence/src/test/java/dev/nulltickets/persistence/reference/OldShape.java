package dev.nulltickets.persistence.reference;

import java.util.List;
import java.util.stream.Stream;

/** Name the shapes that databases of the reference have. */
enum OldShape {
    /** With gate results. */
    WITH_GATES("", """
            create table gate_results (id integer primary key autoincrement, run_id text not null, task_id text not null,
              gate text not null, status text not null, evidence_json text not null default '{}', actor text,
              ts_ms integer not null)"""),
    /** With the key-value store, its text index, and two more columns of tasks. */
    WITH_STORE(
            ", run_id text, workflow_state_json text",
            """
            create table store (namespace text not null, key text not null, value_json text not null,
              created_at_ms integer not null, updated_at_ms integer not null, primary key (namespace, key))""",
            "create virtual table store_fts using fts5(namespace, key, content, content='store', content_rowid='rowid')",
            """
            create table pipeline_stage_roles (pipeline_id text not null, stage text not null, agent_role text not null,
              primary key (pipeline_id, stage))""");

    private static final String TASKS = """
            create table tasks (id text primary key, pipeline_id text not null, stage text not null, title text not null,
              description text not null, priority integer not null default 0, metadata_json text not null default '{}',
              task_version integer not null default 1, next_eligible_at_ms integer not null default 0,
              max_attempts integer, retry_delay_ms integer not null default 0, dead_letter_stage text,
              dead_letter_reason text, created_at_ms integer not null, updated_at_ms integer not null""";

    private static final List<String> BOTH = List.of("""
            create table pipelines (id text primary key, name text not null unique, definition_json text not null,
              created_at_ms integer not null)""", """
            create table runs (id text primary key, task_id text not null, attempt integer not null,
              status text not null default 'running', agent_id text, agent_role text, started_at_ms integer,
              ended_at_ms integer, usage_json text not null default '{}', error_text text, unique (task_id, attempt))""", """
            create table leases (id text primary key, run_id text not null, agent_id text not null,
              token_hash blob not null, expires_at_ms integer not null, last_heartbeat_ms integer not null)""", """
            create table events (id integer primary key autoincrement, run_id text not null, ts_ms integer not null,
              kind text not null, data_json text not null)""", """
            create table artifacts (id text primary key, task_id text, run_id text, created_at_ms integer not null,
              kind text not null, uri text not null, sha256_hex text, size_bytes integer,
              meta_json text not null default '{}')""", """
            create table task_dependencies (task_id text not null, depends_on_task_id text not null,
              created_at_ms integer not null, primary key (task_id, depends_on_task_id))""", """
            create table task_assignments (task_id text not null, agent_id text not null, assigned_by text,
              active integer not null default 1, created_at_ms integer not null, updated_at_ms integer not null,
              primary key (task_id, agent_id))""", """
            create table idempotency_keys (key text not null, method text not null, path text not null,
              request_hash blob not null, response_status integer not null, response_body text not null,
              created_at_ms integer not null, primary key (key, method, path))""", """
            create table otlp_batches (id integer primary key autoincrement, received_at_ms integer not null,
              content_type text not null, payload_json text, payload_blob blob,
              parsed_spans integer not null default 0)""", """
            create table otlp_spans (id integer primary key autoincrement, batch_id integer not null,
              trace_id text not null, span_id text not null, parent_span_id text, name text not null, kind text,
              start_time_unix_nano integer, end_time_unix_nano integer, status_code text, status_message text,
              attributes_json text not null default '[]', resource_attributes_json text not null default '[]',
              scope_name text, scope_version text, run_id text, task_id text, raw_json text not null)""");

    private final String taskColumns;
    private final String rest;

    OldShape(String taskColumns, String... rest) {
        this.taskColumns = taskColumns;
        this.rest = String.join(";", rest);
    }

    List<String> schema() {
        return Stream.concat(
                        Stream.concat(Stream.of(TASKS + taskColumns + ")"), BOTH.stream()), Stream.of(rest.split(";")))
                .toList();
    }
}
