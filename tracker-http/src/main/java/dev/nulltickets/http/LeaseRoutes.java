package dev.nulltickets.http;

import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.run.ClaimRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Serve claims and heartbeats. */
final class LeaseRoutes {
    private LeaseRoutes() {}

    static Reply claim(Request request) {
        JsonFields body = request.body();
        ClaimRequest claim = new ClaimRequest(
                new AgentId(body.string("agent_id")),
                new AgentRole(body.string("agent_role")),
                Objects.requireNonNullElse(ttl(body), ClaimRequest.DEFAULT_TTL),
                perState(body.optionalFields("concurrency")));
        return request.tracker()
                .leases()
                .claim(claim)
                .map(granted -> Reply.ok(Views.claim(granted)))
                .orElseGet(Reply::nothing);
    }

    static Reply heartbeat(Request request) {
        JsonFields body = request.json();
        Instant until = request.tracker()
                .leases()
                .heartbeat(new LeaseId(request.path("id")), request.leaseToken(), body == null ? null : ttl(body));
        return Reply.ok(
                new JsonObject().put("expires_at_ms", until.toEpochMilli()).build());
    }

    private static @Nullable Duration ttl(JsonFields body) {
        Long millis = body.optionalNearestInteger("lease_ttl_ms");
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static Map<String, Long> perState(@Nullable JsonFields concurrency) {
        return concurrency == null ? Map.of() : concurrency.integers("per_state");
    }
}
