package dev.nulltickets.core.run;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Report what a gate found in a run.
 *
 * @param evidence a JSON object, kept as it is
 * @param actor who or what judged, or null
 * @since 0.1.0
 */
public record NewGateResult(
        String gate,
        GateStatus status,
        JsonText evidence,
        @Nullable String actor) {
    public NewGateResult {
        Checks.name("gate", gate);
        evidence.requireObject("evidence");
        if (actor != null) {
            Checks.text("actor", actor);
        }
    }
}
