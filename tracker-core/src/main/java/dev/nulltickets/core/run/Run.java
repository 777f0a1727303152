package dev.nulltickets.core.run;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Record one attempt of an agent at a task.
 *
 * @param attempt the number of this run among all runs of its task, from 1
 * @param endedAt null while it is running
 * @param usage what the agent reported to have used, a JSON object
 * @param error what the agent reported to have failed, or null
 * @since 0.1.0
 */
public record Run(
        RunId id,
        TaskId taskId,
        int attempt,
        RunStatus status,
        AgentId agentId,
        AgentRole agentRole,
        Instant startedAt,
        @Nullable Instant endedAt,
        JsonText usage,
        @Nullable String error) {}
