package dev.nulltickets.core.pipeline;

import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Describe one state of a pipeline.
 *
 * @param name the state's name in its pipeline
 * @param role the role of the agents that work here, or null if no agent does
 * @param description what happens here, or null
 * @param terminal whether work ends here; a terminal stage is never claimed, whatever its role
 * @since 0.1.0
 */
public record Stage(
        String name, @Nullable AgentRole role, @Nullable String description, boolean terminal) {
    public Stage {
        Checks.name("definition.states", name);
    }
}
