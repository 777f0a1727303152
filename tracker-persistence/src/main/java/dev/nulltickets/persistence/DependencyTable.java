package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.DEFERRED_RELEASES;
import static dev.nulltickets.persistence.jooq.Tables.DEPENDENCIES;
import static dev.nulltickets.persistence.jooq.Tables.TASKS;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.DependencyStore;
import dev.nulltickets.core.task.Dependency;
import dev.nulltickets.core.task.DependencyStatus;
import dev.nulltickets.core.task.TaskState;
import dev.nulltickets.persistence.Sql.Lock;
import java.util.List;
import org.jooq.Condition;

/** Keep dependencies, and the tasks whose dependants are still to be told. */
final class DependencyTable implements DependencyStore {

    private static final Sql INSERT = Sql.of(() -> Draft.of(Draft.insertion(
                    DEPENDENCIES,
                    DEPENDENCIES.TASK_ID,
                    DEPENDENCIES.DEPENDS_ON_TASK_ID,
                    DEPENDENCIES.OPEN,
                    DEPENDENCIES.CREATED_AT_MS)
            .onConflict(DEPENDENCIES.TASK_ID, DEPENDENCIES.DEPENDS_ON_TASK_ID)
            .doNothing()));
    private static final Sql LIST = Sql.of(() -> Draft.of(select(DEPENDENCIES.DEPENDS_ON_TASK_ID, TASKS.STATE)
            .from(DEPENDENCIES)
            .join(TASKS)
            .on(TASKS.ID.eq(DEPENDENCIES.DEPENDS_ON_TASK_ID))
            .where(Part.OF_TASK)
            .orderBy(DEPENDENCIES.CREATED_AT_MS, DEPENDENCIES.SEQ)));
    private static final Sql ANY_DEPENDANT = Sql.of(() ->
            Draft.of(select(inline(1)).from(DEPENDENCIES).where(Part.ON_TASK).limit(inline(1))));
    private static final Sql OPEN_DEPENDANTS = Sql.of(() -> Draft.differing(
            select(DEPENDENCIES.TASK_ID)
                    .from(DEPENDENCIES)
                    .where(Part.ON_TASK.and(Part.OPEN))
                    .limit(Draft.limit()),
            // Whoever releases the same tasks finds them in the same order, so that none waits for the other in a
            // circle.
            select(DEPENDENCIES.TASK_ID)
                    .from(DEPENDENCIES)
                    .where(Part.ON_TASK.and(Part.OPEN))
                    .orderBy(DEPENDENCIES.TASK_ID)
                    .limit(Draft.limit())
                    .forNoKeyUpdate()));
    private static final Sql RESOLVE = Sql.of(() -> Draft.of(update(DEPENDENCIES)
            .set(DEPENDENCIES.OPEN, inline(0L))
            .where(Part.OF_TASK.and(Part.ON_TASK).and(Part.OPEN))));
    private static final Sql DEFER = Sql.of(() -> Draft.of(Draft.insertion(DEFERRED_RELEASES, DEFERRED_RELEASES.TASK_ID)
            .onConflict(DEFERRED_RELEASES.TASK_ID)
            .doNothing()));
    private static final Sql DEFERRED = Sql.of(() -> Draft.locking(
            Lock.SKIP, select(DEFERRED_RELEASES.TASK_ID).from(DEFERRED_RELEASES).limit(Draft.limit())));
    private static final Sql SETTLE = Sql.of(() -> Draft.of(
            deleteFrom(DEFERRED_RELEASES).where(DEFERRED_RELEASES.TASK_ID.eq(Draft.bind(DEFERRED_RELEASES.TASK_ID)))));

    private final Session session;
    private final Locks locks;

    DependencyTable(Session session, Locks locks) {
        this.session = session;
        this.locks = locks;
    }

    @Override
    public boolean insert(Dependency dependency) {
        return session.change(
                        INSERT,
                        values -> values.text(dependency.taskId().value())
                                .text(dependency.dependsOn().value())
                                .flag(dependency.open())
                                .time(dependency.createdAt()))
                == 1;
    }

    @Override
    public List<DependencyStatus> of(TaskId task) {
        return session.all(
                LIST,
                values -> values.text(task.value()),
                row -> new DependencyStatus(new TaskId(row.text()), TaskState.ofCode(row.text()) == TaskState.DONE));
    }

    @Override
    public boolean hasDependants(TaskId task) {
        locks.dependencies();
        return session.first(ANY_DEPENDANT, values -> values.text(task.value()), Row::number)
                .isPresent();
    }

    @Override
    public List<TaskId> openDependants(TaskId dependsOn, int limit) {
        return session.all(
                OPEN_DEPENDANTS,
                values -> values.text(dependsOn.value()).number((long) limit),
                row -> new TaskId(row.text()));
    }

    @Override
    public boolean resolve(TaskId task, TaskId dependsOn) {
        return session.change(RESOLVE, values -> values.text(task.value()).text(dependsOn.value())) == 1;
    }

    @Override
    public void defer(TaskId task) {
        session.change(DEFER, values -> values.text(task.value()));
    }

    @Override
    public List<TaskId> deferred(int limit) {
        return session.all(DEFERRED, values -> values.number((long) limit), row -> new TaskId(row.text()));
    }

    @Override
    public void settle(TaskId task) {
        session.change(SETTLE, values -> values.text(task.value()));
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Condition OF_TASK = DEPENDENCIES.TASK_ID.eq(Draft.bind(DEPENDENCIES.TASK_ID));
        static final Condition ON_TASK =
                DEPENDENCIES.DEPENDS_ON_TASK_ID.eq(Draft.bind(DEPENDENCIES.DEPENDS_ON_TASK_ID));
        static final Condition OPEN = DEPENDENCIES.OPEN.eq(inline(1L));

        private Part() {}
    }
}
