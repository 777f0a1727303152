-- What the store runs on PostgreSQL for a cycle; a test compares. Each statement follows its name in PostgresSql.

-- NOW
select cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)

-- NEXT_EVENT
select nextval('event_ids')

-- ENTER_STAGE
select 1 from pg_advisory_xact_lock_shared(?)

-- GRANT_LEASE
with granted as (insert into leases (id, run_id, task_id, pipeline_id, stage, token_hash, epoch, granted_at_ms,
ttl_ms, expires_at_ms, expired) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (task_id) do update set id =
excluded.id, run_id = excluded.run_id, pipeline_id = excluded.pipeline_id, stage = excluded.stage, token_hash =
excluded.token_hash, epoch = excluded.epoch, granted_at_ms = excluded.granted_at_ms, ttl_ms = excluded.ttl_ms,
expires_at_ms = excluded.expires_at_ms, expired = excluded.expired where leases.expired = 1 returning 1) select 1 /
count(*) from granted

-- INSERT_TASK
insert into tasks (state, assignee, task_version, next_eligible_at_ms, dead_letter_reason, attempts, failures,
expirations, open_dependencies, updated_at_ms, revision, stage, agent_role, pipeline_id, title, description, priority,
metadata, max_attempts, retry_delay_ms, dead_letter_stage, max_expirations, created_at_ms, id) values (?, ?, ?, ?, ?,
?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- LEASE_TASK
update tasks set state = ?, assignee = ?, task_version = ?, next_eligible_at_ms = ?, dead_letter_reason = ?, attempts
= ?, failures = ?, expirations = ?, open_dependencies = ?, updated_at_ms = ?, revision = ? where (tasks.id = ? and
tasks.revision = ?)

-- MOVE_TASK
update tasks set state = ?, assignee = ?, task_version = ?, next_eligible_at_ms = ?, dead_letter_reason = ?, attempts
= ?, failures = ?, expirations = ?, open_dependencies = ?, updated_at_ms = ?, revision = ?, stage = ?, agent_role = ?
where (tasks.id = ? and tasks.revision = ?)

-- FIND_TASK
select tasks.id, tasks.pipeline_id, tasks.stage, tasks.agent_role, tasks.state, tasks.title, tasks.description,
tasks.priority, tasks.metadata, tasks.task_version, tasks.next_eligible_at_ms, tasks.max_attempts,
tasks.retry_delay_ms, tasks.dead_letter_stage, tasks.max_expirations, tasks.dead_letter_reason, tasks.attempts,
tasks.failures, tasks.expirations, tasks.open_dependencies, tasks.assignee, tasks.created_at_ms, tasks.updated_at_ms,
tasks.revision from tasks where tasks.id = ? for no key update

-- BEST_TASK
select tasks.id, tasks.pipeline_id, tasks.stage, tasks.agent_role, tasks.state, tasks.title, tasks.description,
tasks.priority, tasks.metadata, tasks.task_version, tasks.next_eligible_at_ms, tasks.max_attempts,
tasks.retry_delay_ms, tasks.dead_letter_stage, tasks.max_expirations, tasks.dead_letter_reason, tasks.attempts,
tasks.failures, tasks.expirations, tasks.open_dependencies, tasks.assignee, tasks.created_at_ms, tasks.updated_at_ms,
tasks.revision from tasks where (tasks.state = 'ready' and tasks.agent_role = ? and tasks.assignee = ?) order by
tasks.priority desc, tasks.created_at_ms, tasks.id fetch next 1 rows only for no key update skip locked

-- DUE_TASKS
select tasks.id, tasks.pipeline_id, tasks.stage, tasks.agent_role, tasks.state, tasks.title, tasks.description,
tasks.priority, tasks.metadata, tasks.task_version, tasks.next_eligible_at_ms, tasks.max_attempts,
tasks.retry_delay_ms, tasks.dead_letter_stage, tasks.max_expirations, tasks.dead_letter_reason, tasks.attempts,
tasks.failures, tasks.expirations, tasks.open_dependencies, tasks.assignee, tasks.created_at_ms, tasks.updated_at_ms,
tasks.revision from tasks where (tasks.state = 'scheduled' and tasks.next_eligible_at_ms <= ?) order by
tasks.next_eligible_at_ms, tasks.id fetch next ? rows only for no key update skip locked

-- INSERT_RUN
insert into runs (id, task_id, attempt, status, agent_id, agent_role, started_at_ms, ended_at_ms, usage, error) values
(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)

-- FINISH_RUN
update runs set status = ?, ended_at_ms = ?, usage = ?, error = ? where (runs.id = ? and runs.status = 'running')

-- LEASE_OF_RUN
select leases.id, leases.run_id, leases.task_id, leases.pipeline_id, leases.stage, leases.token_hash, leases.epoch,
leases.granted_at_ms, leases.ttl_ms, leases.expires_at_ms, leases.expired from leases
where (leases.task_id = (select runs.task_id from runs where runs.id = ?) and leases.run_id = ?) for no key update

-- END_LEASE
delete from leases where (leases.id = ? and leases.epoch = ? and leases.expired = 0)

-- OVERDUE_LEASES
select leases.id, leases.run_id, leases.task_id, leases.pipeline_id, leases.stage, leases.token_hash, leases.epoch,
leases.granted_at_ms, leases.ttl_ms, leases.expires_at_ms, leases.expired from leases where (leases.expired = 0 and
leases.expires_at_ms <= ?) order by leases.expires_at_ms, leases.id fetch next ? rows only for no key update skip
locked

-- INSERT_EVENT
insert into events (id, run_id, task_id, ts_ms, kind, data) values (?, ?, ?, ?, ?, ?)

-- DEPENDANTS
select dependencies.task_id from dependencies where (dependencies.depends_on_task_id = ? and dependencies.open = 1)
order by dependencies.task_id fetch next ? rows only for no key update

-- ADD_TO_FIGURE
insert into stage_figure_changes (pipeline_id, stage, state, tasks, failures) values (?, ?, ?, ?, ?)
