package dev.nulltickets.http;

import dev.nulltickets.core.Leases;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.run.ClaimRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Read the body that claims tasks.
 *
 * @param most how many tasks are wanted at most
 * @param listed whether the answer is a list, also of one
 */
record ClaimBody(ClaimRequest request, int most, boolean listed) {

    static ClaimBody read(Request request) {
        JsonFields body = request.body();
        ClaimRequest claim = new ClaimRequest(
                new AgentId(body.string("agent_id")),
                new AgentRole(body.string("agent_role")),
                Objects.requireNonNullElse(LeaseRoutes.ttl(body), ClaimRequest.DEFAULT_TTL),
                perState(body.optionalFields("concurrency")));
        Long most = body.optionalNearestInteger("max_tasks");
        return most == null
                ? new ClaimBody(claim, 1, false)
                : new ClaimBody(claim, Checks.within("max_tasks", most, 1, Leases.MOST_CLAIMS), true);
    }

    private static Map<String, Long> perState(@Nullable JsonFields concurrency) {
        return concurrency == null ? Map.of() : concurrency.integers("per_state");
    }
}
