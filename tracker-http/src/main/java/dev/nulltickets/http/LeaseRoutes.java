package dev.nulltickets.http;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.run.ClaimRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serve claims and heartbeats. */
final class LeaseRoutes {
    private LeaseRoutes() {}

    static Reply claim(Request request) {
        JsonFields body = request.body();
        ClaimRequest claim = new ClaimRequest(
                new AgentId(body.string("agent_id")),
                new AgentRole(body.string("agent_role")),
                Duration.ofMillis(body.integer("lease_ttl_ms", ClaimRequest.DEFAULT_TTL.toMillis())),
                perState(body.optionalFields("concurrency")));
        return request.tracker()
                .leases()
                .claim(claim)
                .map(granted -> Reply.ok(Views.claim(granted)))
                .orElseGet(Reply::nothing);
    }

    static Reply heartbeat(Request request) {
        JsonFields body = request.json();
        Long ttl = body == null ? null : body.optionalInteger("lease_ttl_ms");
        Instant until = request.tracker()
                .leases()
                .heartbeat(
                        new LeaseId(request.path("id")),
                        request.leaseToken(),
                        ttl == null ? null : Duration.ofMillis(ttl));
        return Reply.ok(
                new JsonObject().put("expires_at_ms", until.toEpochMilli()).build());
    }

    private static Map<String, Long> perState(@Nullable JsonFields concurrency) {
        JsonFields limits = concurrency == null ? null : concurrency.optionalFields("per_state");
        if (limits == null) {
            return Map.of();
        }
        return limits.names().stream().collect(toUnmodifiableMap(stage -> stage, stage -> limit(limits, stage)));
    }

    /** Read a limit. Whatever is none is a value that is not allowed, not a field of the wrong type: the contract says so. */
    private static long limit(JsonFields limits, String stage) {
        if (limits.any(stage) instanceof Json.Numeral number && number.value().matches("[1-9][0-9]{0,17}")) {
            return Long.parseLong(number.value());
        }
        throw Checks.invalid(limits.path(stage), "must be a whole number of at least 1");
    }
}
