-- Fewer trees for a cycle of work to change: each costs as much as a search, and a page of the log.

-- Tasks are listed by pipeline, or by stage, as the union of their places, which tasks_by_pipeline_and_stage has in order.
drop index tasks_by_stage;
drop index tasks_by_pipeline;

-- A lease is found by its run through the run's task.
create table new_leases (
    task_id       text    not null primary key references tasks (id),
    id            text    not null unique,
    run_id        text    not null references runs (id),
    pipeline_id   text    not null,
    stage         text    not null,
    token_hash    blob    not null check (length(token_hash) = 32),
    epoch         integer not null,
    granted_at_ms integer not null,
    ttl_ms        integer not null,
    expires_at_ms integer not null,
    expired       integer not null default 0 check (expired in (0, 1))
) strict, without rowid;

insert into new_leases
select task_id, id, run_id, pipeline_id, stage, token_hash, epoch, granted_at_ms, ttl_ms, expires_at_ms, expired
from leases;
drop table leases;
alter table new_leases rename to leases;

create index leases_by_end on leases (expires_at_ms, id) where expired = 0;
create index leases_by_stage on leases (pipeline_id, stage, granted_at_ms) where expired = 0;

create table new_runs (
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
) strict, without rowid;

insert into new_runs
select id, task_id, attempt, status, agent_id, agent_role, started_at_ms, ended_at_ms, usage, error
from runs;
drop table runs;
alter table new_runs rename to runs;
