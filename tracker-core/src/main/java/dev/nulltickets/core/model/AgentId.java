package dev.nulltickets.core.model;

/**
 * Names an agent, by a name that its operator chose.
 *
 * @param value not blank, at most {@value Checks#MAX_NAME} characters
 * @since 0.1.0
 */
public record AgentId(String value) {
    public AgentId {
        Checks.name("agent_id", value);
    }

    /**
     * Name an agent that was given in a field of another name than {@code agent_id}.
     *
     * @throws RejectedException if the value is no name; the message names {@code field}
     */
    public static AgentId of(String field, String value) {
        return new AgentId(Checks.name(field, value));
    }

    @Override
    public String toString() {
        return value;
    }
}
