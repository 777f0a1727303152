package dev.nulltickets.http;

import dev.nulltickets.core.Leases;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.run.ClaimRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Read the body that claims tasks.
 *
 * @param most how many tasks are wanted at most
 * @param listed whether the answer is a list, also of one
 * @param patience how long to wait for work, or null for not at all
 */
record ClaimBody(
        ClaimRequest request,
        int most,
        boolean listed,
        @Nullable WorkWait patience) {

    static ClaimBody read(Request request) {
        JsonFields body = request.body();
        ClaimRequest claim = new ClaimRequest(
                new AgentId(body.string("agent_id")),
                new AgentRole(body.string("agent_role")),
                Objects.requireNonNullElse(LeaseRoutes.ttl(body), ClaimRequest.DEFAULT_TTL),
                perState(body.optionalFields("concurrency")));
        Long most = body.optionalNearestInteger("max_tasks");
        return new ClaimBody(
                claim,
                most == null ? 1 : Checks.within("max_tasks", most, 1, Leases.MOST_CLAIMS),
                most != null,
                WorkWait.of(body.optionalNearestInteger("wait_ms"), request.preferences()));
    }

    Reply reply(List<Claim> claims) {
        if (claims.isEmpty()) {
            return Reply.nothing();
        }
        return Reply.ok(listed ? Views.claims(claims) : Views.claim(claims.getFirst()));
    }

    private static Map<String, Long> perState(@Nullable JsonFields concurrency) {
        return concurrency == null ? Map.of() : concurrency.integers("per_state");
    }
}
