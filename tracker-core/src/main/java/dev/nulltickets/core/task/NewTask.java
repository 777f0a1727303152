package dev.nulltickets.core.task;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ask for a new task.
 *
 * @param priority higher is claimed first
 * @param metadata a JSON object, kept as it is
 * @param dependencies the tasks that must be done before this one can be claimed
 * @param assignee the only agent that may claim it, or null for any
 * @param assignedBy who assigned it, or null
 * @since 0.1.0
 */
public record NewTask(
        PipelineId pipelineId,
        String title,
        String description,
        long priority,
        JsonText metadata,
        RetryPolicy retryPolicy,
        List<TaskId> dependencies,
        @Nullable AgentId assignee,
        @Nullable String assignedBy) {
    /** The most dependencies that a task is created with; more can be added one by one. */
    public static final int MAX_DEPENDENCIES = 1_000;

    public NewTask {
        Checks.text("title", title);
        Checks.text("description", description);
        metadata.requireObject("metadata");
        dependencies = List.copyOf(dependencies);
        Checks.within("dependencies", dependencies.size(), 0, MAX_DEPENDENCIES);
        if (assignedBy != null) {
            Checks.text("assigned_by", assignedBy);
        }
    }

    /** Ask for a task of priority 0 with the defaults for everything else. */
    public static NewTask of(PipelineId pipeline, String title, String description) {
        return new NewTask(
                pipeline, title, description, 0, JsonText.EMPTY_OBJECT, RetryPolicy.DEFAULT, List.of(), null, null);
    }

    /** Return the same request with another priority. */
    public NewTask withPriority(long value) {
        return new NewTask(
                pipelineId, title, description, value, metadata, retryPolicy, dependencies, assignee, assignedBy);
    }

    /** Return the same request with another retry policy. */
    public NewTask withRetryPolicy(RetryPolicy value) {
        return new NewTask(
                pipelineId, title, description, priority, metadata, value, dependencies, assignee, assignedBy);
    }

    /** Return the same request with other dependencies. */
    public NewTask withDependencies(List<TaskId> value) {
        return new NewTask(
                pipelineId, title, description, priority, metadata, retryPolicy, value, assignee, assignedBy);
    }

    /** Return the same request for one agent only. */
    public NewTask withAssignee(AgentId value) {
        return new NewTask(
                pipelineId, title, description, priority, metadata, retryPolicy, dependencies, value, assignedBy);
    }
}
