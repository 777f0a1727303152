package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import org.jspecify.annotations.Nullable;

/**
 * Say what a commit may have made claimable that was not before.
 *
 * @since 0.1.0
 */
public sealed interface WorkSignal {
    /** The role that may claim it. */
    AgentRole role();

    /** How often: what is claimable may be less, but not more. */
    int count();

    /**
     * Tasks of a role that the commit wrote and left {@link dev.nulltickets.core.task.TaskState#READY ready}.
     *
     * @param assignee the agent that they are assigned to, or null for those that any agent may claim
     */
    record Ready(AgentRole role, @Nullable AgentId assignee, int count) implements WorkSignal {}

    /**
     * Tasks of a stage that were {@link dev.nulltickets.core.task.TaskState#LEASED leased} and are no longer, so that a
     * limit to the leases in it may let in as many.
     *
     * @param role that of the stage
     */
    record Freed(AgentRole role, TaskStore.StageKey stage, int count) implements WorkSignal {}
}
