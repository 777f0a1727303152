package dev.nulltickets.core.task;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.pipeline.Stage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Provide a pipeline, and tasks of it in every state. */
final class TaskSamples {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07.008Z");
    static final Duration DELAY = Duration.ofSeconds(30);
    static final PipelineDefinition FLOW = PipelineDefinition.parse("""
            {"initial":"code",
             "states":{"code":{"agent_role":"coder"},"review":{"agent_role":"reviewer"},"parked":{},
                       "done":{"terminal":true},"dropped":{"terminal":true,"agent_role":"undertaker"}},
             "transitions":[{"from":"code","to":"review","trigger":"submit"},{"from":"review","to":"done","trigger":"ok"},
                            {"from":"review","to":"code","trigger":"back"},{"from":"parked","to":"code","trigger":"wake"}]}
            """);

    private TaskSamples() {}

    static Stage stage(String name) {
        return FLOW.existing(name);
    }

    static RetryPolicy policy(@Nullable Integer maxAttempts, int maxExpirations, @Nullable String deadLetterStage) {
        return new RetryPolicy(maxAttempts, DELAY, deadLetterStage, maxExpirations);
    }

    /** A task in its second attempt at the stage {@code code} that has failed once and expired once there. */
    static Task in(TaskState state, RetryPolicy policy) {
        return new Task(
                new TaskId("t"),
                new PipelineId("p"),
                state == TaskState.DONE ? "done" : "code",
                state == TaskState.DONE ? null : new AgentRole("coder"),
                state,
                "title",
                "description",
                5,
                JsonText.of("{\"k\": 1}"),
                3,
                state == TaskState.SCHEDULED ? NOW.plus(DELAY) : NOW.minusSeconds(20),
                policy,
                state == TaskState.DEAD_LETTERED ? "max_attempts_exceeded" : null,
                4,
                1,
                1,
                state == TaskState.BLOCKED ? 1 : 0,
                null,
                NOW.minusSeconds(100),
                NOW.minusSeconds(10),
                17);
    }

    static Task in(TaskState state) {
        return in(state, policy(null, 10, null));
    }
}
