package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.TASKS;
import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.TaskStore;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.task.TaskState;
import dev.nulltickets.persistence.Sql.Lock;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * Keep tasks. A claim probes an index that holds ready tasks only: once for those of no agent, once for those of the
 * asking one.
 */
final class TaskTable implements TaskStore {

    private static final Sql INSERT = Sql.of(() -> Draft.insert(TASKS, TaskColumns.Part.ALL));
    private static final Sql CHANGE = Sql.of(() -> Draft.update(TASKS, Part.UNCHANGED, TaskColumns.Part.STATE));
    private static final Sql MOVE = Sql.of(() -> Draft.update(TASKS, Part.UNCHANGED, TaskColumns.Part.STATE_AND_STAGE));
    private static final Sql REPLACE = Sql.of(() -> Draft.update(TASKS, Part.UNCHANGED, TaskColumns.Part.ALL_BUT_ID));
    private static final Sql FIND = Sql.of(() -> Draft.locking(
            Lock.WAIT, select(TaskColumns.Part.SELECTED).from(TASKS).where(TASKS.ID.eq(Draft.bind(TASKS.ID)))));
    private static final Sql BEST = Sql.of(() -> best(Part.FOR_AGENT));
    private static final Sql BEST_IN_STAGE =
            Sql.of(() -> Draft.differing(Lock.SKIP, Part.BEST_IN_STAGE, Part.BEST_IN_RANGE_OF_STAGES));
    // Two statements, because SQLite would walk through all of a stage to get behind it by a comparison of pairs.
    private static final Sql NEXT_STAGE =
            Sql.of(() -> stage(Part.IN_PIPELINE.and(TASKS.STAGE.gt(Draft.bind(TASKS.STAGE)))));
    private static final Sql NEXT_PIPELINE = Sql.of(() -> stage(TASKS.PIPELINE_ID.gt(Draft.bind(TASKS.PIPELINE_ID))));
    private static final Sql DUE = Sql.of(() -> Draft.locking(
            Lock.SKIP,
            select(TaskColumns.Part.SELECTED)
                    .from(TASKS)
                    .where(Part.SCHEDULED.and(TASKS.NEXT_ELIGIBLE_AT_MS.le(Draft.bind(TASKS.NEXT_ELIGIBLE_AT_MS))))
                    .orderBy(TASKS.NEXT_ELIGIBLE_AT_MS, TASKS.ID)
                    .limit(Draft.limit())));

    private static final String NOBODY = "";
    private static final Comparator<Task> BEST_FIRST = comparingLong(Task::priority)
            .reversed()
            .thenComparing(Task::createdAt)
            .thenComparing(comparing(task -> task.id().value()));

    private final Session session;
    private final Changes changes;
    private final Locks locks;

    TaskTable(Session session, Changes changes, Locks locks) {
        this.session = session;
        this.changes = changes;
        this.locks = locks;
    }

    @Override
    public void insert(Task task) {
        session.later(
                INSERT,
                values -> TaskColumns.allButId(values, task).text(task.id().value()));
        locks.hold(task.id().value(), task.revision());
        changes.wrote(null, task);
    }

    @Override
    public boolean update(Task before, Task after) {
        if (!replace(before, after)) {
            return false;
        }
        locks.hold(after.id().value(), after.revision());
        changes.wrote(before, after);
        return true;
    }

    @Override
    public Optional<Task> find(TaskId id) {
        return session.first(FIND, values -> values.text(id.value()), this::locked);
    }

    @Override
    public Optional<Task> best(AgentRole role, AgentId agent) {
        Parameters.Binder own = values -> values.text(role.value()).text(agent.value());
        session.ahead(BEST, own, this::locked, false);
        Optional<Task> ofNobody =
                session.first(BEST, values -> values.text(role.value()).text(NOBODY), this::locked);
        return best(ofNobody, session.first(BEST, own, this::locked));
    }

    @Override
    public Optional<Task> best(AgentRole role, AgentId agent, StageKey stage) {
        Parameters.Binder own = values -> inStage(values, role, agent.value(), stage);
        session.ahead(BEST_IN_STAGE, own, this::locked, false);
        Optional<Task> ofNobody =
                session.first(BEST_IN_STAGE, values -> inStage(values, role, NOBODY, stage), this::locked);
        return best(ofNobody, session.first(BEST_IN_STAGE, own, this::locked));
    }

    private static Optional<Task> best(Optional<Task> one, Optional<Task> other) {
        return Stream.concat(one.stream(), other.stream()).min(BEST_FIRST);
    }

    private static Parameters inStage(Parameters values, AgentRole role, String assignee, StageKey stage) {
        return values.text(role.value())
                .text(assignee)
                .text(stage.pipelineId().value())
                .text(stage.stage())
                .text(stage.stage());
    }

    /** Return the stages by leaping from each to the next in the index, so that the tasks of one cost nothing. */
    @Override
    public List<StageKey> waitingStages(AgentRole role, AgentId agent) {
        Set<StageKey> stages = new LinkedHashSet<>();
        expectPipeline(role, agent.value(), "");
        for (String assignee : List.of(NOBODY, agent.value())) {
            Optional<StageKey> stage = nextPipeline(role, assignee, "");
            while (stage.isPresent()) {
                StageKey found = stage.get();
                stages.add(found);
                expectPipeline(role, assignee, found.pipelineId().value());
                stage = nextStage(role, assignee, found)
                        .or(() ->
                                nextPipeline(role, assignee, found.pipelineId().value()));
            }
        }
        return List.copyOf(stages);
    }

    @Override
    public List<Task> due(Instant now, int limit) {
        return session.all(DUE, values -> values.time(now).number((long) limit), this::locked);
    }

    /** Expect that {@link #due} is going to be asked. */
    static void expectDue(Session session, Locks locks, Instant now, int limit) {
        session.ahead(DUE, values -> values.time(now).number((long) limit), row -> locked(row, locks), false);
    }

    @Override
    public List<Task> list(TaskFilter filter, Cursor.@Nullable Created after, int limit) {
        return TaskLists.list(session, filter, after, limit);
    }

    private boolean replace(Task before, Task after) {
        String id = before.id().value();
        long revision = before.revision();
        if (!sameWork(before, after)) {
            return changeOne(
                    before,
                    REPLACE,
                    values -> TaskColumns.allButId(values, after).text(id).number(revision));
        }
        if (!before.stage().equals(after.stage()) || !Objects.equals(before.role(), after.role())) {
            return changeOne(
                    before,
                    MOVE,
                    values -> TaskColumns.stateAndStage(values, after).text(id).number(revision));
        }
        return changeOne(
                before,
                CHANGE,
                values -> TaskColumns.state(values, after).text(id).number(revision));
    }

    private boolean changeOne(Task before, Sql sql, Parameters.Binder binder) {
        return session.changeOne(locks.holds(before.id().value(), before.revision()), sql, binder);
    }

    private Task locked(Row row) throws SQLException {
        return locked(row, locks);
    }

    private static Task locked(Row row, Locks locks) throws SQLException {
        Task task = TaskColumns.task(row);
        locks.hold(task.id().value(), task.revision());
        return task;
    }

    private static boolean sameWork(Task before, Task after) {
        return before.id().equals(after.id())
                && before.pipelineId().equals(after.pipelineId())
                && before.title().equals(after.title())
                && before.description().equals(after.description())
                && before.priority() == after.priority()
                && before.metadata().equals(after.metadata())
                && before.retryPolicy().equals(after.retryPolicy())
                && before.createdAt().equals(after.createdAt());
    }

    private Optional<StageKey> nextStage(AgentRole role, String assignee, StageKey behind) {
        return session.first(
                NEXT_STAGE,
                values -> values.text(role.value())
                        .text(assignee)
                        .text(behind.pipelineId().value())
                        .text(behind.stage()),
                TaskTable::stage);
    }

    private Optional<StageKey> nextPipeline(AgentRole role, String assignee, String behind) {
        return session.first(
                NEXT_PIPELINE,
                values -> values.text(role.value()).text(assignee).text(behind),
                TaskTable::stage);
    }

    private void expectPipeline(AgentRole role, String assignee, String behind) {
        session.ahead(
                NEXT_PIPELINE,
                values -> values.text(role.value()).text(assignee).text(behind),
                TaskTable::stage,
                false);
    }

    private static StageKey stage(Row row) throws SQLException {
        return new StageKey(new PipelineId(row.text()), row.text());
    }

    private static Draft stage(Condition which) {
        return Draft.of(select(TASKS.PIPELINE_ID, TASKS.STAGE)
                .from(TASKS)
                .where(Part.READY.and(Part.FOR_AGENT).and(which))
                .orderBy(TASKS.PIPELINE_ID, TASKS.STAGE)
                .limit(inline(1)));
    }

    private static Draft best(Condition which) {
        return Draft.locking(Lock.SKIP, bestOf(which));
    }

    private static Query bestOf(Condition which, OrderField<?>... before) {
        return select(TaskColumns.Part.SELECTED)
                .from(TASKS)
                .where(Part.READY.and(which))
                .orderBy(Stream.concat(
                                Stream.of(before), Stream.of(TASKS.PRIORITY.desc(), TASKS.CREATED_AT_MS, TASKS.ID))
                        .toList())
                .limit(inline(1));
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        // Written out, because SQLite uses a partial index only where it can prove its condition, and not from a
        // parameter.
        static final Condition READY = TASKS.STATE.eq(inline(TaskState.READY.code()));
        static final Condition SCHEDULED = TASKS.STATE.eq(inline(TaskState.SCHEDULED.code()));
        static final Condition FOR_AGENT =
                TASKS.AGENT_ROLE.eq(Draft.bind(TASKS.AGENT_ROLE)).and(TASKS.ASSIGNEE.eq(Draft.bind(TASKS.ASSIGNEE)));
        static final Condition IN_STAGE = TASKS.STAGE.eq(Draft.bind(TASKS.STAGE));
        static final Condition IN_PIPELINE = TASKS.PIPELINE_ID.eq(Draft.bind(TASKS.PIPELINE_ID));
        /** Has the stage twice, because it has the parameters of the next. */
        static final Query BEST_IN_STAGE =
                bestOf(FOR_AGENT.and(IN_PIPELINE).and(IN_STAGE).and(IN_STAGE));
        /**
         * Ask for a range that is one stage, in its order, which only the index by stage has. Else PostgreSQL, where it
         * has seen one stage only, would walk through all of that in the index of all stages.
         */
        static final Query BEST_IN_RANGE_OF_STAGES = bestOf(
                FOR_AGENT.and(IN_PIPELINE).and(TASKS.STAGE.between(Draft.bind(TASKS.STAGE), Draft.bind(TASKS.STAGE))),
                TASKS.STAGE);

        static final Condition UNCHANGED =
                TASKS.ID.eq(Draft.bind(TASKS.ID)).and(TASKS.REVISION.eq(Draft.bind(TASKS.REVISION)));

        private Part() {}
    }
}
