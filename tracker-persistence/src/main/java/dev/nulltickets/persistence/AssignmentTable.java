package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.ASSIGNMENTS;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.AssignmentStore;
import dev.nulltickets.core.task.Assignment;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Keep assignments. The schema itself sees to it that at most one of a task is active. */
final class AssignmentTable implements AssignmentStore {

    private static final Sql RETIRE_OTHERS = Sql.of(
            () -> retire(Part.OF_TASK.and(Part.ACTIVE).and(ASSIGNMENTS.AGENT_ID.ne(Draft.bind(ASSIGNMENTS.AGENT_ID)))));
    private static final Sql RETIRE = Sql.of(
            () -> retire(Part.OF_TASK.and(Part.ACTIVE).and(ASSIGNMENTS.AGENT_ID.eq(Draft.bind(ASSIGNMENTS.AGENT_ID)))));
    private static final Sql INSERT = Sql.of(() -> Draft.insert(ASSIGNMENTS, Part.COLUMNS));
    private static final Sql ACTIVATE = Sql.of(() -> Draft.of(Draft.insertion(ASSIGNMENTS, Part.COLUMNS)
            .onConflict(ASSIGNMENTS.TASK_ID, ASSIGNMENTS.AGENT_ID)
            .doUpdate()
            .set(ASSIGNMENTS.ASSIGNED_BY, excluded(ASSIGNMENTS.ASSIGNED_BY))
            .set(ASSIGNMENTS.ACTIVE, excluded(ASSIGNMENTS.ACTIVE))
            .set(ASSIGNMENTS.UPDATED_AT_MS, excluded(ASSIGNMENTS.UPDATED_AT_MS))));
    private static final Sql LIST = Sql.of(() -> Draft.of(select(Part.COLUMNS)
            .from(ASSIGNMENTS)
            .where(Part.OF_TASK)
            .orderBy(ASSIGNMENTS.CREATED_AT_MS, ASSIGNMENTS.SEQ)));

    private final Session session;

    AssignmentTable(Session session) {
        this.session = session;
    }

    @Override
    public void activate(TaskId task, AgentId agent, @Nullable String assignedBy, Instant now) {
        session.change(
                RETIRE_OTHERS, values -> values.time(now).text(task.value()).text(agent.value()));
        session.change(
                ACTIVATE,
                values -> values.text(task.value())
                        .text(agent.value())
                        .text(assignedBy)
                        .flag(true)
                        .time(now)
                        .time(now));
    }

    @Override
    public void insert(Assignment assignment) {
        session.change(
                INSERT,
                values -> values.text(assignment.taskId().value())
                        .text(assignment.agentId().value())
                        .text(assignment.assignedBy())
                        .flag(assignment.active())
                        .time(assignment.createdAt())
                        .time(assignment.updatedAt()));
    }

    @Override
    public boolean deactivate(TaskId task, AgentId agent, Instant now) {
        return session.change(
                        RETIRE, values -> values.time(now).text(task.value()).text(agent.value()))
                == 1;
    }

    @Override
    public List<Assignment> of(TaskId task) {
        return session.all(LIST, values -> values.text(task.value()), AssignmentTable::assignment);
    }

    private static Assignment assignment(Row row) throws SQLException {
        return new Assignment(
                new TaskId(row.text()), new AgentId(row.text()), row.textOrNull(), row.flag(), row.time(), row.time());
    }

    private static Draft retire(Condition which) {
        return Draft.of(update(ASSIGNMENTS)
                .set(ASSIGNMENTS.ACTIVE, inline(0L))
                .set(ASSIGNMENTS.UPDATED_AT_MS, Draft.bind(ASSIGNMENTS.UPDATED_AT_MS))
                .where(which));
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Field<?>[] COLUMNS = {
            ASSIGNMENTS.TASK_ID,
            ASSIGNMENTS.AGENT_ID,
            ASSIGNMENTS.ASSIGNED_BY,
            ASSIGNMENTS.ACTIVE,
            ASSIGNMENTS.CREATED_AT_MS,
            ASSIGNMENTS.UPDATED_AT_MS
        };
        static final Condition OF_TASK = ASSIGNMENTS.TASK_ID.eq(Draft.bind(ASSIGNMENTS.TASK_ID));
        static final Condition ACTIVE = ASSIGNMENTS.ACTIVE.eq(inline(1L));

        private Part() {}
    }
}
