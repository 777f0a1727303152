package dev.nulltickets.http;

import dev.nulltickets.core.Figures;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import java.time.Duration;

/** Serve what operators watch. */
final class OperationRoutes {
    private static final Duration NEAR_EXPIRY = Duration.ofMinutes(1);
    private static final Duration STUCK = Duration.ofMinutes(5);

    private OperationRoutes() {}

    static Reply queue(Request request) {
        Figures.Queue queue = request.tracker()
                .figures()
                .queue(request.millis("near_expiry_ms", NEAR_EXPIRY), request.millis("stuck_ms", STUCK));
        return Reply.ok(new JsonObject()
                .putAll("roles", queue.roles(), OperationRoutes::view)
                .put("generated_at_ms", queue.generatedAt().toEpochMilli())
                .build());
    }

    private static JsonText view(Figures.RoleFigures figures) {
        Duration age = figures.oldestClaimableAge();
        return new JsonObject()
                .put("role", figures.role().value())
                .put("claimable_count", figures.claimable())
                .putNumber("oldest_claimable_age_ms", age == null ? null : age.toMillis())
                .put("failed_count", figures.failed())
                .put("stuck_count", figures.stuck())
                .put("near_expiry_leases", figures.nearExpiry())
                .build();
    }
}
