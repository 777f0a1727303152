package dev.nulltickets.core.model;

/**
 * Names the kind of agent that works a stage, such as {@code coder} or {@code reviewer}.
 *
 * @param value not blank, at most {@value Checks#MAX_NAME} characters
 * @since 0.1.0
 */
public record AgentRole(String value) {
    public AgentRole {
        Checks.name("agent_role", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
