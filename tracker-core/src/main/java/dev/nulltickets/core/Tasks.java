package dev.nulltickets.core;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.task.Assignment;
import dev.nulltickets.core.task.DependencyStatus;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Create, read, connect and assign tasks. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Tasks {
    private static final Paging<Task, Cursor.Created> PAGES = new Paging<>(
            task -> new Cursor.Created(task.createdAt(), task.id().value()),
            task -> task.title().length()
                    + task.description().length()
                    + task.metadata().value().length());
    private static final Paging<Run, Cursor.Sequence> RUNS = new Paging<>(
            run -> new Cursor.Sequence(run.attempt()),
            run -> run.usage().value().length()
                    + (run.error() == null ? 0 : run.error().length()));

    private final TrackerStore store;
    private final PipelineCache pipelines;
    private final TaskCreation creation;

    Tasks(TrackerStore store, IdSource ids, PipelineCache pipelines) {
        this.store = store;
        this.pipelines = pipelines;
        this.creation = new TaskCreation(ids, pipelines);
    }

    /**
     * Create a task in the initial stage of its pipeline.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code PipelineNotFound}, {@code TaskNotFound} (a
     *     dependency), {@code DuplicateDependency}, {@code InvalidDependency} (what is no id), or
     *     {@code ValidationFailed} (a dead letter stage that the pipeline lacks)
     */
    public TaskId create(NewTask task) {
        return store.write(tx -> creation.create(tx, task));
    }

    /**
     * Create several tasks, or none. One may depend on another that stands before it in the list, which it names by its
     * place: {@code #0} is the first.
     *
     * @return the ids, in the order of the list
     * @throws dev.nulltickets.core.model.RejectedException with {@code InvalidRequest} if the list is empty, or {@code
     *     InvalidItem}, which holds the refusal of {@link #create} for one of them
     */
    public List<TaskId> createAll(List<NewTask> tasks) {
        if (tasks.isEmpty()) {
            throw new Rejection.InvalidRequest("tasks must not be empty").asException();
        }
        return store.write(tx -> creation.createAll(tx, tasks));
    }

    /** Return a page of the tasks that the filter chooses, by time of creation, then id. */
    public Page<Task> list(TaskFilter filter, PageRequest<Cursor.Created> page) {
        return store.read(tx -> PAGES.read(page, (after, limit) -> tx.tasks().list(filter, after, limit)));
    }

    /**
     * Return a task with all that belongs to it, of one instant.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound}
     */
    public TaskDetails details(TaskId id) {
        return store.read(tx -> {
            Task task = existing(tx, id);
            Pipeline pipeline = pipelines.existing(tx, task.pipelineId());
            return new TaskDetails(
                    task,
                    tx.runs().latest(id).orElse(null),
                    tx.dependencies().of(id),
                    tx.assignments().of(id),
                    pipeline.definition().transitionsFrom(task.stage()),
                    tx.usage().ofTask(id));
        });
    }

    /**
     * Let a task wait for another.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code TaskNotFound}, {@code DependencyTaskNotFound},
     *     {@code InvalidDependency} (on itself), {@code DuplicateDependency}, or {@code DependencyCycle}
     */
    public void addDependency(TaskId id, TaskId dependsOn) {
        store.write(tx -> {
            new DependencyGraph(tx).connect(id, dependsOn);
            return null;
        });
    }

    /**
     * Return what a task depends on, oldest first.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound}
     */
    public List<DependencyStatus> dependencies(TaskId id) {
        return store.read(tx -> {
            existing(tx, id);
            return tx.dependencies().of(id);
        });
    }

    /**
     * Assign a task to one agent. Whoever holds its lease keeps it.
     *
     * @param assignedBy who assigns, or null
     * @throws dev.nulltickets.core.model.RejectedException with {@code TaskNotFound} or {@code ValidationFailed}
     */
    public void assign(TaskId id, AgentId agent, @Nullable String assignedBy) {
        if (assignedBy != null) {
            Checks.text("assigned_by", assignedBy);
        }
        store.write(tx -> {
            Task task = tx.tasks().find(id).orElseThrow(() -> new Rejection.TaskNotFound(id).asException());
            Changes.of(tx).apply(task, change -> change.assign(agent));
            tx.assignments().activate(id, agent, assignedBy, tx.now());
            return null;
        });
    }

    /**
     * Return a task's assignments, active or not, oldest first.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound}
     */
    public List<Assignment> assignments(TaskId id) {
        return store.read(tx -> {
            existing(tx, id);
            return tx.assignments().of(id);
        });
    }

    /**
     * Take a task from the agent it is assigned to, so that any agent may claim it.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound} if there is no such task, or it is not
     *     assigned to that agent
     */
    public void unassign(TaskId id, AgentId agent) {
        store.write(tx -> {
            Task task = existing(tx, id);
            if (!tx.assignments().deactivate(id, agent, tx.now())) {
                throw new Rejection.NotFound("active assignment of the task to agent", agent.value()).asException();
            }
            Changes.of(tx).apply(task, change -> change.assign(null));
            return null;
        });
    }

    /**
     * Return the latest run of a task.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound} if there is no such task, or it was
     *     never claimed
     */
    public RunId latestRun(TaskId id) {
        return store.read(tx -> {
            existing(tx, id);
            return tx.runs()
                    .latest(id)
                    .map(Run::id)
                    .orElseThrow(() -> new Rejection.NotFound("run of task", id.value()).asException());
        });
    }

    /**
     * Return a page of a task's runs, by attempt.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound}
     */
    public Page<Run> runs(TaskId id, PageRequest<Cursor.Sequence> page) {
        return store.read(tx -> {
            existing(tx, id);
            return RUNS.read(page, (after, limit) -> tx.runs().list(id, Cursor.Sequence.startBehind(after), limit));
        });
    }

    static Task existing(ReadTx tx, TaskId id) {
        return tx.tasks().find(id).orElseThrow(() -> new Rejection.NotFound("task", id.value()).asException());
    }
}
