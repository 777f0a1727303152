-- What the rest of the contract needs: queue figures, a search that is the same on every database, and whole spans.

-- The oldest task that waits for a role.
create index tasks_ready_by_age on tasks (agent_role, created_at_ms) where state = 'ready';

-- The leases that are older than some time, by stage, from the index alone.
alter table leases add column granted_at_ms integer not null default 0;
update leases set granted_at_ms = (select started_at_ms from runs where runs.id = leases.run_id);
drop index leases_by_stage;
create index leases_by_stage on leases (pipeline_id, stage, granted_at_ms) where expired = 0;

-- Nothing has ever been put into the following tables, so they are made anew.
--
-- The words come from the tracker as they are to be compared, so the index only takes them apart at the spaces. The
-- column "places" holds what an entry is filtered by: its namespace, and what its value holds where.
drop table entries_fts;
create virtual table entries_fts using fts5 (
    namespace, key, value, places, content = '', contentless_delete = 1, tokenize = 'ascii'
);

drop table spans;

-- What spans come from is kept once for those of a batch that stand together, not with each: of a batch whose resource
-- is described at length it would be kept a hundred thousand times.
create table trace_resources (
    batch_id           integer not null references trace_batches (id),
    number             integer not null,
    attributes         text    not null,
    dropped_attributes integer not null,
    schema_url         text    not null,
    primary key (batch_id, number)
) strict;

create table trace_scopes (
    batch_id           integer not null references trace_batches (id),
    number             integer not null,
    name               text    not null,
    version            text    not null,
    attributes         text    not null,
    dropped_attributes integer not null,
    schema_url         text    not null,
    primary key (batch_id, number)
) strict;

create table spans (
    id                 integer primary key,
    batch_id           integer not null references trace_batches (id),
    resource           integer not null,
    scope              integer not null,
    trace_id           text    not null,
    span_id            text    not null,
    parent_span_id     text,
    trace_state        text    not null,
    flags              integer not null,
    name               text    not null,
    kind               integer not null,
    start_ns           integer not null,
    end_ns             integer not null,
    attributes         text    not null,
    events             text    not null,
    links              text    not null,
    dropped_attributes integer not null,
    dropped_events     integer not null,
    dropped_links      integer not null,
    status_code        integer not null,
    status_message     text    not null,
    run_id             text,
    task_id            text,
    unique (trace_id, span_id),
    foreign key (batch_id, resource) references trace_resources (batch_id, number),
    foreign key (batch_id, scope) references trace_scopes (batch_id, number)
) strict;

create index spans_by_batch on spans (batch_id);
create index spans_by_trace on spans (trace_id, start_ns, id);
create index spans_by_run on spans (run_id, start_ns, id) where run_id is not null;
create index spans_by_task on spans (task_id, start_ns, id) where task_id is not null;
