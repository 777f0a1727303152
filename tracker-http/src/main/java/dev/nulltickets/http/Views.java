package dev.nulltickets.http;

import dev.nulltickets.core.TaskDetails;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.pipeline.Pipeline;
import dev.nulltickets.core.pipeline.Transition;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.task.Assignment;
import dev.nulltickets.core.task.DependencyStatus;
import dev.nulltickets.core.task.Task;
import java.util.List;
import java.util.function.Function;

/** Show the core's values as the wire contract says. */
final class Views {
    private Views() {}

    static Reply created(String id) {
        return Reply.created(new JsonObject().put("id", id).build());
    }

    static Reply created(long id) {
        return Reply.created(new JsonObject().put("id", id).build());
    }

    static JsonText number(long value) {
        return JsonText.trusted(Long.toString(value));
    }

    static JsonText status(String status) {
        return new JsonObject().put("status", status).build();
    }

    static <T> JsonText page(Page<T> page, Function<? super T, JsonText> item) {
        return new JsonObject()
                .putAll("items", page.items(), item)
                .put("next_cursor", page.next() == null ? null : page.next().encoded())
                .build();
    }

    static JsonText pipeline(Pipeline pipeline) {
        return new JsonObject()
                .put("id", pipeline.id().value())
                .put("name", pipeline.name())
                .put("definition", pipeline.definition().text())
                .put("created_at_ms", pipeline.createdAt().toEpochMilli())
                .build();
    }

    /** Return the object still open, so that what belongs to a task can be shown beside it. */
    static JsonObject task(Task task) {
        return new JsonObject()
                .put("id", task.id().value())
                .put("pipeline_id", task.pipelineId().value())
                .put("stage", task.stage())
                .put("state", task.state().code())
                .put("title", task.title())
                .put("description", task.description())
                .put("priority", task.priority())
                .put("metadata", task.metadata())
                .put("task_version", task.version())
                .put("next_eligible_at_ms", task.nextEligibleAt().toEpochMilli())
                .putNumber("max_attempts", task.retryPolicy().maxAttempts())
                .put("max_expirations", task.retryPolicy().maxExpirations())
                .put("retry_delay_ms", task.retryPolicy().retryDelay().toMillis())
                .put("dead_letter_stage", task.retryPolicy().deadLetterStage())
                .put("dead_letter_reason", task.deadLetterReason())
                .put(
                        "assigned_agent_id",
                        task.assignee() == null ? null : task.assignee().value())
                .put("created_at_ms", task.createdAt().toEpochMilli())
                .put("updated_at_ms", task.updatedAt().toEpochMilli());
    }

    static JsonText details(TaskDetails details) {
        JsonObject view = task(details.task());
        if (details.latestRun() != null) {
            view.put("latest_run", run(details.latestRun()));
        }
        return view.putAll("dependencies", details.dependencies(), Views::dependency)
                .putAll("assignments", details.assignments(), Views::assignment)
                .putAll("available_transitions", details.transitions(), Views::transition)
                .build();
    }

    static JsonText dependency(DependencyStatus dependency) {
        return new JsonObject()
                .put("depends_on_task_id", dependency.dependsOn().value())
                .put("resolved", dependency.resolved())
                .build();
    }

    static JsonText assignment(Assignment assignment) {
        return new JsonObject()
                .put("task_id", assignment.taskId().value())
                .put("agent_id", assignment.agentId().value())
                .put("assigned_by", assignment.assignedBy())
                .put("active", assignment.active())
                .put("created_at_ms", assignment.createdAt().toEpochMilli())
                .put("updated_at_ms", assignment.updatedAt().toEpochMilli())
                .build();
    }

    static JsonText run(Run run) {
        return new JsonObject()
                .put("id", run.id().value())
                .put("task_id", run.taskId().value())
                .put("attempt", run.attempt())
                .put("status", run.status().code())
                .put("agent_id", run.agentId().value())
                .put("agent_role", run.agentRole().value())
                .put("started_at_ms", run.startedAt().toEpochMilli())
                .putNumber(
                        "ended_at_ms",
                        run.endedAt() == null ? null : run.endedAt().toEpochMilli())
                .put("usage", run.usage())
                .put("error", run.error())
                .build();
    }

    static JsonText claim(Claim claim) {
        return new JsonObject()
                .put("task", task(claim.task()).build())
                .put("run", run(claim.run()))
                .put("lease_id", claim.lease().id().value())
                .put("lease_token", claim.token().value())
                .put("expires_at_ms", claim.lease().expiresAt().toEpochMilli())
                .build();
    }

    static JsonText claims(List<Claim> claims) {
        return new JsonObject().putAll("claims", claims, Views::claim).build();
    }

    static JsonText event(Event event) {
        return new JsonObject()
                .put("id", event.id())
                .put("run_id", event.runId().value())
                .put("ts_ms", event.at().toEpochMilli())
                .put("kind", event.kind())
                .put("data", event.data())
                .build();
    }

    static JsonText gate(GateResult result) {
        return new JsonObject()
                .put("id", result.id())
                .put("run_id", result.runId().value())
                .put("task_id", result.taskId().value())
                .put("gate", result.gate())
                .put("status", result.status().code())
                .put("evidence", result.evidence())
                .put("actor", result.actor())
                .put("ts_ms", result.at().toEpochMilli())
                .build();
    }

    static JsonText moved(Transition way) {
        return new JsonObject()
                .put("previous_stage", way.from())
                .put("new_stage", way.to())
                .put("trigger", way.trigger())
                .build();
    }

    private static JsonText transition(Transition way) {
        return new JsonObject()
                .put("trigger", way.trigger())
                .put("to", way.to())
                .putStrings("required_gates", way.requiredGates())
                .build();
    }
}
