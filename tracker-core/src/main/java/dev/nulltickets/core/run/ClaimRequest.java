package dev.nulltickets.core.run;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.Checks;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Ask for the best task of a role.
 *
 * @param ttl how long the lease holds without a heartbeat, to the millisecond
 * @param perState for stages that are named here, the most live leases that each pipeline may hold in it
 * @since 0.1.0
 */
public record ClaimRequest(AgentId agentId, AgentRole role, Duration ttl, Map<String, Long> perState) {
    /** How long a lease holds if the claim does not say. */
    public static final Duration DEFAULT_TTL = Duration.ofMinutes(5);

    public ClaimRequest {
        ttl = ttl.truncatedTo(ChronoUnit.MILLIS);
        perState = Map.copyOf(perState);
        perState.forEach((stage, limit) -> Checks.atLeast("concurrency.per_state." + stage, limit, 1));
    }

    /** Ask for a lease of {@link #DEFAULT_TTL}, without limits. */
    public static ClaimRequest of(String agent, String role) {
        return new ClaimRequest(new AgentId(agent), new AgentRole(role), DEFAULT_TTL, Map.of());
    }

    /** Return the same request with another TTL. */
    public ClaimRequest withTtl(Duration value) {
        return new ClaimRequest(agentId, role, value, perState);
    }
}
