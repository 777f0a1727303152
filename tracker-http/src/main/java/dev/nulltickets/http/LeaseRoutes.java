package dev.nulltickets.http;

import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.model.LeaseId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Serve claims and heartbeats. */
final class LeaseRoutes {
    private LeaseRoutes() {}

    static Reply claim(Request request, ClaimBody claim) {
        return claim.reply(request.tracker().leases().claimAll(claim.request(), claim.most()));
    }

    static Reply heartbeat(Request request) {
        JsonFields body = request.json();
        Instant until = request.tracker()
                .leases()
                .heartbeat(new LeaseId(request.path("id")), request.leaseToken(), body == null ? null : ttl(body));
        return Reply.ok(
                new JsonObject().put("expires_at_ms", until.toEpochMilli()).build());
    }

    static @Nullable Duration ttl(JsonFields body) {
        Long millis = body.optionalNearestInteger("lease_ttl_ms");
        return millis == null ? null : Duration.ofMillis(millis);
    }
}
