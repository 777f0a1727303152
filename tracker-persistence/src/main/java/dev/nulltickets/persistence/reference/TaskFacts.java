package dev.nulltickets.persistence.reference;

import java.util.List;

/**
 * Work out, beside the old database, what the old tables say of a task only together: what its runs come to, which
 * lease is worth something, what it waits for, and whose it is.
 *
 * <ul>
 *   <li>Only the latest run of a task can hold it, and only while the task is neither done nor dead-lettered: the
 *       reference lets agents claim tasks in terminal stages.
 *   <li>A task is done if its stage is terminal and it is no dead letter.
 *   <li>A task entered its stage with its last completed run; what failed or expired after that counts against it.
 *   <li>Of several active assignments the latest counts.
 * </ul>
 */
final class TaskFacts {
    /** The stages of all pipelines; to be filled before {@link #STATEMENTS} are run. */
    static final String STAGES = "create temp table stages (pipeline_id text, stage text, role text, terminal integer,"
            + " primary key (pipeline_id, stage)) without rowid";

    static final String ADD_STAGE = "insert into stages values (?, ?, ?, ?)";

    private static final String DONE = "(s.terminal and t.dead_letter_reason is null)";

    private static final List<String> STATEMENTS = List.of(
            "create temp table attempts (task_id text primary key, latest integer, entered integer) without rowid",
            """
            insert into attempts
            select task_id, max(attempt), max(case when status = 'completed' then attempt else 0 end)
            from runs where task_id is not null group by task_id""",
            "create temp table held (run_id text primary key, task_id text, lease_id text) without rowid",
            """
            insert into held
            select run_id, task_id, lease_id from (
              select r.id as run_id, r.task_id, l.id as lease_id,
                row_number() over (partition by r.id order by l.expires_at_ms desc, l.id) as rank
              from leases l
              join runs r on r.id = l.run_id
              join attempts a on a.task_id = r.task_id and a.latest = r.attempt
              join tasks t on t.id = r.task_id
              join stages s on s.pipeline_id = t.pipeline_id and s.stage = t.stage
              where r.status = 'running' and not s.terminal and t.dead_letter_reason is null)
            where rank = 1""",
            "create temp table endings (task_id text primary key, failed integer, expired integer) without rowid",
            """
            insert into endings
            select r.task_id, sum(r.status = 'failed'),
              sum(r.status = 'stale' or (r.status = 'running' and h.run_id is null))
            from runs r
            join attempts a on a.task_id = r.task_id and r.attempt > a.entered
            left join held h on h.run_id = r.id
            group by r.task_id""",
            "create temp table waits (task_id text primary key, open integer) without rowid",
            """
            insert into waits
            select d.task_id, count(*)
            from task_dependencies d
            join tasks t on t.id = d.depends_on_task_id
            join stages s on s.pipeline_id = t.pipeline_id and s.stage = t.stage
            where d.task_id is not null and not %s group by d.task_id""".formatted(DONE),
            "create temp table assignees (task_id text primary key, agent_id text) without rowid",
            """
            insert into assignees
            select task_id, agent_id from (
              select task_id, agent_id, row_number() over (
                partition by task_id order by updated_at_ms desc, created_at_ms desc, place desc) as rank
              from task_assignments where active <> 0 and task_id is not null)
            where rank = 1""");

    /** Each task with its facts. */
    static final String TASKS = """
            select t.*, s.stage as known_stage, s.role, s.terminal, a.latest, e.failed, e.expired, w.open,
              c.agent_id as assignee, h.lease_id
            from tasks t
            left join stages s on s.pipeline_id = t.pipeline_id and s.stage = t.stage
            left join attempts a on a.task_id = t.id
            left join endings e on e.task_id = t.id
            left join waits w on w.task_id = t.id
            left join assignees c on c.task_id = t.id
            left join held h on h.task_id = t.id""";

    /** Each run, with its task, and the lease that holds it. */
    static final String RUNS = """
            select r.*, t.id as known_task, t.pipeline_id, t.stage, h.lease_id
            from runs r
            left join tasks t on t.id = r.task_id
            left join held h on h.run_id = r.id""";

    /** Each dependency, with both of its tasks, and whether the second is not done. In the order they were added. */
    static final String DEPENDENCIES = """
            select d.*, w.id as known_task, t.id as known_other, not %s as open, w.place as waiting, t.place as other
            from task_dependencies d
            left join tasks w on w.id = d.task_id
            left join tasks t on t.id = d.depends_on_task_id
            left join stages s on s.pipeline_id = t.pipeline_id and s.stage = t.stage
            order by d.place""".formatted(DONE);

    /** Each assignment, with its task, and whether it is the one that counts. In the order they were added. */
    static final String ASSIGNMENTS = """
            select b.*, t.id as known_task, c.agent_id as chosen
            from task_assignments b
            left join tasks t on t.id = b.task_id
            left join assignees c on c.task_id = b.task_id and c.agent_id = b.agent_id
            order by b.place""";

    private TaskFacts() {}

    /** Work everything out. */
    static void gather(OldDatabase old) {
        STATEMENTS.forEach(old::run);
    }
}
