package dev.nulltickets.http;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Read the body that describes a new task. */
final class TaskBody {
    private TaskBody() {}

    /** Read the tasks of a bulk call. What is refused is told with its place in the list. */
    static List<NewTask> readAll(Request request) {
        List<NewTask> tasks = new ArrayList<>();
        for (Json item : request.body().array("tasks")) {
            try {
                tasks.add(read(item));
            } catch (RejectedException refused) {
                throw new Rejection.InvalidItem("tasks", tasks.size(), refused.rejection()).asException();
            }
        }
        return tasks;
    }

    private static NewTask read(Json item) {
        if (item instanceof Json.Members) {
            return read(JsonFields.of("", item));
        }
        throw new Rejection.InvalidJson("a task must be a JSON object, but is " + item.kind()).asException();
    }

    static NewTask read(Request request) {
        return read(request.body());
    }

    private static NewTask read(JsonFields body) {
        String assignee = body.optionalString("assigned_agent_id");
        return new NewTask(
                new PipelineId(body.string("pipeline_id")),
                body.string("title"),
                body.string("description"),
                body.integer("priority", 0),
                body.object("metadata"),
                retryPolicy(body.optionalFields("retry_policy")),
                body.strings("dependencies").stream().map(TaskId::new).toList(),
                assignee == null ? null : AgentId.of(body.path("assigned_agent_id"), assignee),
                body.optionalString("assigned_by"));
    }

    private static RetryPolicy retryPolicy(@Nullable JsonFields policy) {
        if (policy == null) {
            return RetryPolicy.DEFAULT;
        }
        Long attempts = policy.optionalInteger("max_attempts");
        return new RetryPolicy(
                attempts == null ? null : count(policy, "max_attempts", attempts),
                Checks.delay(policy.path("retry_delay_ms"), policy.integer("retry_delay_ms", 0)),
                policy.optionalString("dead_letter_stage"),
                count(
                        policy,
                        "max_expirations",
                        policy.integer("max_expirations", RetryPolicy.DEFAULT_MAX_EXPIRATIONS)));
    }

    private static int count(JsonFields policy, String name, long value) {
        return Checks.within(policy.path(name), value, 1, Integer.MAX_VALUE);
    }
}
