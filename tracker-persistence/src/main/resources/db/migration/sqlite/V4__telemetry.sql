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

-- The tokens that a span reports; of one that reports none all are null.
alter table spans add column usage_model text;
alter table spans add column usage_input integer;
alter table spans add column usage_output integer;
alter table spans add column usage_cache_read integer;
alter table spans add column usage_cache_creation integer;
alter table spans add column usage_reasoning integer;

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
