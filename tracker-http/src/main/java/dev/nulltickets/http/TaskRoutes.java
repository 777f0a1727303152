package dev.nulltickets.http;

import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskFilter;
import java.util.List;

/** Serve tasks, their dependencies, assignments and runs. */
final class TaskRoutes {
    private static final int DEFAULT_LIMIT = 50;

    private TaskRoutes() {}

    static Reply create(Request request, NewTask task) {
        return Views.created(request.tracker().tasks().create(task).value());
    }

    static Reply createAll(Request request, List<NewTask> tasks) {
        List<TaskId> ids = request.tracker().tasks().createAll(tasks);
        return Reply.created(new JsonObject()
                .putStrings("ids", ids.stream().map(TaskId::value).toList())
                .build());
    }

    static Reply list(Request request) {
        String pipeline = request.query("pipeline_id");
        Page<Task> page = request.tracker()
                .tasks()
                .list(
                        new TaskFilter(request.query("stage"), pipeline == null ? null : new PipelineId(pipeline)),
                        request.page(DEFAULT_LIMIT, Cursor.Created::decode));
        return Reply.ok(Views.page(page, task -> Views.task(task).build()));
    }

    static Reply find(Request request) {
        return Reply.ok(Views.details(request.tracker().tasks().details(task(request))));
    }

    static Reply addDependency(Request request) {
        String dependsOn = request.body().string("depends_on_task_id");
        request.tracker().tasks().addDependency(task(request), new TaskId(dependsOn));
        return Reply.created(Views.status("created"));
    }

    static Reply dependencies(Request request) {
        return Reply.ok(JsonObject.array(request.tracker().tasks().dependencies(task(request)), Views::dependency));
    }

    static Reply assign(Request request) {
        JsonFields body = request.body();
        request.tracker()
                .tasks()
                .assign(task(request), new AgentId(body.string("agent_id")), body.optionalString("assigned_by"));
        return Reply.created(Views.status("assigned"));
    }

    static Reply assignments(Request request) {
        return Reply.ok(JsonObject.array(request.tracker().tasks().assignments(task(request)), Views::assignment));
    }

    static Reply unassign(Request request) {
        request.tracker().tasks().unassign(task(request), new AgentId(request.path("agent_id")));
        return Reply.ok(Views.status("unassigned"));
    }

    static Reply runState(Request request) {
        String run = request.tracker().tasks().latestRun(task(request)).value();
        return Reply.ok(new JsonObject().put("run_id", run).build());
    }

    static Reply runs(Request request) {
        return Reply.ok(Views.page(
                request.tracker().tasks().runs(task(request), request.page(DEFAULT_LIMIT, Cursor.Sequence::decode)),
                Views::run));
    }

    private static TaskId task(Request request) {
        return new TaskId(request.path("id"));
    }
}
