-- The tracker's schema.
--
-- Times are Unix milliseconds in columns named *_ms, spans' are nanoseconds. Ids are text, but what has an order of its
-- own has an integer one. A column that an index is probed by holds '' for "none", so that every probe is an equality.
-- Tables whose rows come back in the order they were added have a key of their own for that: VACUUM may renumber the
-- hidden rowids.

-- "nTkt": what tells our databases from others.
pragma application_id = 1851026292;

create table pipelines (
    id            text    not null primary key,
    name          text    not null unique,
    definition    text    not null,
    created_at_ms integer not null
) strict;

create index pipelines_by_creation on pipelines (created_at_ms, id);

create table tasks (
    id                  text    not null primary key,
    pipeline_id         text    not null references pipelines (id),
    stage               text    not null,
    agent_role          text    not null default '',
    state               text    not null
        check (state in ('ready', 'scheduled', 'blocked', 'leased', 'dead_lettered', 'done')),
    assignee            text    not null default '',
    priority            integer not null default 0,
    title               text    not null,
    description         text    not null,
    metadata            text    not null default '{}',
    task_version        integer not null default 1,
    next_eligible_at_ms integer not null default 0,
    max_attempts        integer,
    retry_delay_ms      integer not null default 0,
    dead_letter_stage   text,
    max_expirations     integer not null default 10,
    dead_letter_reason  text,
    attempts            integer not null default 0,
    failures            integer not null default 0,
    expirations         integer not null default 0,
    open_dependencies   integer not null default 0 check (open_dependencies >= 0),
    created_at_ms       integer not null,
    updated_at_ms       integer not null,
    revision            integer not null default 0,
    check ((state = 'dead_lettered') = (dead_letter_reason is not null))
) strict;

-- A claim is one probe of an index that holds nothing but what can be claimed.
create index tasks_claim on tasks (agent_role, assignee, priority desc, created_at_ms, id) where state = 'ready';
create index tasks_claim_by_stage on tasks
    (agent_role, assignee, pipeline_id, stage, priority desc, created_at_ms, id) where state = 'ready';
create index tasks_due on tasks (next_eligible_at_ms, id) where state = 'scheduled';

create index tasks_by_creation on tasks (created_at_ms, id);
create index tasks_by_stage on tasks (stage, created_at_ms, id);
create index tasks_by_pipeline on tasks (pipeline_id, created_at_ms, id);
create index tasks_by_pipeline_and_stage on tasks (pipeline_id, stage, created_at_ms, id);

create table dependencies (
    seq                integer primary key,
    task_id            text    not null references tasks (id),
    depends_on_task_id text    not null references tasks (id),
    open               integer not null check (open in (0, 1)),
    created_at_ms      integer not null,
    unique (task_id, depends_on_task_id)
) strict;

create index dependencies_by_creation on dependencies (task_id, created_at_ms, seq);
create index dependencies_by_dependant on dependencies (depends_on_task_id, open);

-- Tasks that are done, but have more open dependants than one transaction resolves.
create table deferred_releases (
    task_id text not null primary key references tasks (id)
) strict, without rowid;

create table assignments (
    seq           integer primary key,
    task_id       text    not null references tasks (id),
    agent_id      text    not null,
    assigned_by   text,
    active        integer not null check (active in (0, 1)),
    created_at_ms integer not null,
    updated_at_ms integer not null,
    unique (task_id, agent_id)
) strict;

create index assignments_by_creation on assignments (task_id, created_at_ms, seq);
create unique index assignments_one_active on assignments (task_id) where active = 1;

create table runs (
    id            text    not null primary key,
    task_id       text    not null references tasks (id),
    attempt       integer not null check (attempt >= 1),
    status        text    not null check (status in ('running', 'completed', 'failed', 'stale')),
    agent_id      text    not null,
    agent_role    text    not null,
    started_at_ms integer not null,
    ended_at_ms   integer,
    usage         text    not null default '{}',
    error         text,
    unique (task_id, attempt)
) strict;

create table leases (
    id            text    not null primary key,
    run_id        text    not null unique references runs (id),
    task_id       text    not null unique references tasks (id),
    pipeline_id   text    not null,
    stage         text    not null,
    token_hash    blob    not null check (length(token_hash) = 32),
    epoch         integer not null,
    ttl_ms        integer not null,
    expires_at_ms integer not null,
    expired       integer not null default 0 check (expired in (0, 1))
) strict;

create index leases_by_end on leases (expires_at_ms, id) where expired = 0;
create index leases_by_stage on leases (pipeline_id, stage) where expired = 0;

create table events (
    id      integer primary key,
    run_id  text    not null references runs (id),
    task_id text    not null,
    ts_ms   integer not null,
    kind    text    not null,
    data    text    not null default '{}'
) strict;

create index events_by_run on events (run_id, id);

create table gate_results (
    id       integer primary key,
    run_id   text    not null references runs (id),
    task_id  text    not null,
    gate     text    not null,
    status   text    not null check (status in ('pass', 'fail')),
    evidence text    not null default '{}',
    actor    text,
    ts_ms    integer not null
) strict;

create index gate_results_by_run on gate_results (run_id, id);
create index gate_results_by_gate on gate_results (run_id, gate, id);

-- How many tasks each stage and state holds, and the failures of these tasks since each entered its stage.
create table stage_figures (
    pipeline_id text    not null,
    stage       text    not null,
    state       text    not null,
    tasks       integer not null,
    failures    integer not null,
    primary key (pipeline_id, stage, state)
) strict, without rowid;

-- Not WITHOUT ROWID: an answer may be large, and the tree of the random keys should stay small.
create table idempotency (
    key_hash        blob    not null unique check (length(key_hash) = 32),
    request_hash    blob    not null check (length(request_hash) = 32),
    credential_hash blob    not null,
    sealed          text    not null,
    created_at_ms   integer not null,
    expires_at_ms   integer not null
) strict;

create index idempotency_by_end on idempotency (expires_at_ms);

create table artifacts (
    id            text    not null primary key,
    task_id       text    references tasks (id),
    run_id        text    references runs (id),
    created_at_ms integer not null,
    kind          text    not null,
    uri           text    not null,
    sha256        text,
    size_bytes    integer,
    meta          text    not null default '{}'
) strict;

create index artifacts_by_creation on artifacts (created_at_ms, id);
create index artifacts_by_task on artifacts (task_id, created_at_ms, id) where task_id is not null;
create index artifacts_by_run on artifacts (run_id, created_at_ms, id) where run_id is not null;

create table entries (
    id            integer primary key,
    namespace     text    not null,
    key           text    not null,
    value         text    not null,
    created_at_ms integer not null,
    updated_at_ms integer not null,
    unique (namespace, key)
) strict;

-- Its rowid is entries.id. It indexes the text inside a value, not the JSON around it, so the adapter fills it and it
-- keeps no copy.
create virtual table entries_fts using fts5 (
    namespace, key, value_text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

create table trace_batches (
    id             integer primary key,
    received_at_ms integer not null,
    content_type   text    not null,
    stored         text    not null check (stored in ('json', 'protobuf', 'blob')),
    span_count     integer not null,
    payload        blob    not null
) strict;

create index trace_batches_by_time on trace_batches (received_at_ms, id);

create table spans (
    id                       integer primary key,
    batch_id                 integer not null references trace_batches (id),
    trace_id                 text    not null,
    span_id                  text    not null,
    parent_span_id           text,
    name                     text    not null,
    kind                     integer not null,
    trace_state              text    not null default '',
    flags                    integer not null default 0,
    start_ns                 integer not null,
    end_ns                   integer not null,
    status_code              integer not null default 0,
    status_message           text    not null default '',
    attributes               text    not null default '{}',
    events                   text    not null default '[]',
    links                    text    not null default '[]',
    dropped_attributes_count integer not null default 0,
    dropped_events_count     integer not null default 0,
    dropped_links_count      integer not null default 0,
    scope_name               text    not null default '',
    scope_version            text    not null default '',
    scope_attributes         text    not null default '{}',
    scope_schema_url         text    not null default '',
    resource_attributes      text    not null default '{}',
    resource_schema_url      text    not null default '',
    run_id                   text,
    task_id                  text,
    unique (trace_id, span_id)
) strict;

create index spans_by_batch on spans (batch_id);
create index spans_by_trace on spans (trace_id, start_ns, id);
create index spans_by_run on spans (run_id, start_ns, id) where run_id is not null;
create index spans_by_task on spans (task_id, start_ns, id) where task_id is not null;
