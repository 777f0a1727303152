-- What telemetry needs to be complete: large bodies in pieces, links of whole traces, tokens, and a bound for it all.

-- The body of a batch is kept in pieces, because a large one comes in several transactions.
create table trace_pieces (
    batch_id integer not null references trace_batches (id),
    number   integer not null,
    bytes    blob    not null,
    primary key (batch_id, number)
) strict;

insert into trace_pieces (batch_id, number, bytes) select id, 1, payload from trace_batches where length(payload) > 0;

-- About how many bytes the batch and its spans take.
alter table trace_batches add column bytes integer not null default 0;
update trace_batches set bytes = length(payload) + coalesce(
    (select sum(400 + length(s.name) + length(s.attributes) + length(s.events) + length(s.links))
     from spans s where s.batch_id = trace_batches.id), 0);
alter table trace_batches drop column payload;
drop index trace_batches_by_time;

-- One row: the sum of the bytes of all batches, and the highest id of a batch that was deleted.
create table trace_totals (
    id         integer primary key check (id = 1),
    bytes      integer not null,
    last_batch integer not null
) strict;

insert into trace_totals (id, bytes, last_batch) select 1, coalesce(sum(bytes), 0), 0 from trace_batches;

-- What a trace is linked to. Where passed is not null, spans behind that span id may still wait for the link.
create table trace_links (
    trace_id text not null primary key,
    run_id   text,
    task_id  text,
    passed   text
) strict, without rowid;

create index trace_links_open on trace_links (trace_id) where passed is not null;

-- Of the columns beside min(id), SQLite takes those of the row that has it.
insert into trace_links (trace_id, run_id, task_id, passed)
select trace_id, run_id, task_id, '' from (
    select trace_id, run_id, task_id, min(id) from spans
    where run_id is not null or task_id is not null
    group by trace_id);

-- Spans are many, so they are not checked against what they refer to, which are three searches for each: they are added
-- and deleted with it. And there is no index of a trace by time: a page of a trace is sorted when it is read, and the
-- index would be one more page to write with nearly every span.
create table new_spans (
    id                   integer primary key,
    batch_id             integer not null,
    resource             integer not null,
    scope                integer not null,
    trace_id             text    not null,
    span_id              text    not null,
    parent_span_id       text,
    trace_state          text    not null,
    flags                integer not null,
    name                 text    not null,
    kind                 integer not null,
    start_ns             integer not null,
    end_ns               integer not null,
    attributes           text    not null,
    events               text    not null,
    links                text    not null,
    dropped_attributes   integer not null,
    dropped_events       integer not null,
    dropped_links        integer not null,
    status_code          integer not null,
    status_message       text    not null,
    run_id               text,
    task_id              text,
    -- The tokens that the span reports; of one that reports none all are null.
    usage_model          text,
    usage_input          integer,
    usage_output         integer,
    usage_cache_read     integer,
    usage_cache_creation integer,
    usage_reasoning      integer,
    unique (trace_id, span_id)
) strict;

insert into new_spans
select id, batch_id, resource, scope, trace_id, span_id, parent_span_id, trace_state, flags, name, kind, start_ns, end_ns,
    attributes, events, links, dropped_attributes, dropped_events, dropped_links, status_code, status_message, run_id,
    task_id, null, null, null, null, null, null
from spans;
drop table spans;
alter table new_spans rename to spans;

create index spans_by_batch on spans (batch_id);
create index spans_by_run on spans (run_id, start_ns, id) where run_id is not null;
create index spans_by_task on spans (task_id, start_ns, id) where task_id is not null;

-- Spans that do not count, because spans below them report tokens. The span itself need not be there.
create table usage_covers (
    trace_id text not null,
    span_id  text not null,
    primary key (trace_id, span_id)
) strict, without rowid;

-- The tokens of runs and tasks by model; '' is for none. They stay when spans are deleted.
create table usage_sums (
    run_id         text    not null,
    task_id        text    not null,
    model          text    not null,
    input          integer not null,
    output         integer not null,
    cache_read     integer not null,
    cache_creation integer not null,
    reasoning      integer not null,
    primary key (run_id, task_id, model)
) strict, without rowid;

create index usage_sums_by_task on usage_sums (task_id, model);
