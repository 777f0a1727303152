package dev.nulltickets.core;

import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.task.Dependency;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import dev.nulltickets.core.task.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Create tasks. A new task closes no cycle, because nothing depends on it yet. */
final class TaskCreation {
    private static final Pattern PLACE = Pattern.compile("#(0|[1-9][0-9]{0,8})");

    private final IdSource ids;
    private final PipelineCache pipelines;

    TaskCreation(IdSource ids, PipelineCache pipelines) {
        this.ids = ids;
        this.pipelines = pipelines;
    }

    TaskId create(Tx tx, NewTask request) {
        return create(tx, request, List.of(), new HashMap<>());
    }

    List<TaskId> createAll(Tx tx, List<NewTask> requests) {
        List<TaskId> created = new ArrayList<>(requests.size());
        Map<TaskId, TaskState> known = new HashMap<>();
        for (NewTask request : requests) {
            try {
                created.add(create(tx, request, created, known));
            } catch (RejectedException refused) {
                throw new Rejection.InvalidItem("tasks", created.size(), refused.rejection()).asException();
            }
        }
        return created;
    }

    /**
     * Create a task.
     *
     * @param earlier the tasks that it may name by their place in this list
     * @param known the states of tasks that were read before, so that one that thousands wait for is read once
     */
    private TaskId create(Tx tx, NewTask request, List<TaskId> earlier, Map<TaskId, TaskState> known) {
        Pipeline pipeline = pipelines
                .find(tx, request.pipelineId())
                .orElseThrow(() -> new Rejection.PipelineNotFound(request.pipelineId()).asException());
        checkDeadLetterStage(request, pipeline.definition());
        TaskId id = new TaskId(ids.next(tx.now()));
        List<Dependency> dependencies = dependencies(tx, id, resolved(request.dependencies(), earlier), known);
        int open = (int) dependencies.stream().filter(Dependency::open).count();
        tx.tasks()
                .insert(TaskLifecycle.create(
                        id, pipeline.id(), pipeline.definition().initial(), request, open, tx.now()));
        dependencies.forEach(tx.dependencies()::insert);
        if (request.assignee() != null) {
            tx.assignments().activate(id, request.assignee(), request.assignedBy(), tx.now());
        }
        return id;
    }

    private static void checkDeadLetterStage(NewTask request, PipelineDefinition definition) {
        String stage = request.retryPolicy().deadLetterStage();
        if (stage != null && definition.stage(stage).isEmpty()) {
            throw Checks.invalid(
                    "retry_policy.dead_letter_stage", "must be a stage of the pipeline, but is \"" + stage + "\"");
        }
    }

    private static List<TaskId> resolved(List<TaskId> wanted, List<TaskId> earlier) {
        return wanted.stream().map(id -> resolved(id, earlier)).toList();
    }

    private static TaskId resolved(TaskId wanted, List<TaskId> earlier) {
        if (!wanted.value().isEmpty() && !wanted.value().startsWith("#")) {
            return wanted;
        }
        if (PLACE.matcher(wanted.value()).matches()) {
            int place = Integer.parseInt(wanted.value().substring(1));
            if (place < earlier.size()) {
                return earlier.get(place);
            }
        }
        throw new Rejection.InvalidDependency("dependencies must be ids of tasks"
                        + (earlier.isEmpty() ? "" : ", or the places of earlier ones, #0 to #" + (earlier.size() - 1))
                        + ", not \"" + wanted + "\"")
                .asException();
    }

    private static List<Dependency> dependencies(Tx tx, TaskId id, List<TaskId> wanted, Map<TaskId, TaskState> known) {
        Set<TaskId> seen = new HashSet<>();
        List<Dependency> dependencies = new ArrayList<>();
        for (TaskId dependsOn : wanted) {
            if (!seen.add(dependsOn)) {
                throw new Rejection.DuplicateDependency(dependsOn).asException();
            }
            TaskState state = known.computeIfAbsent(dependsOn, other -> state(tx, other));
            dependencies.add(new Dependency(id, dependsOn, state != TaskState.DONE, tx.now()));
        }
        return dependencies;
    }

    private static TaskState state(Tx tx, TaskId id) {
        return tx.tasks().find(id).map(Task::state).orElseThrow(() -> new Rejection.TaskNotFound(id).asException());
    }
}
