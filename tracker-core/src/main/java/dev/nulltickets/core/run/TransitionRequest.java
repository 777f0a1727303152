package dev.nulltickets.core.run;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.Checks;
import org.jspecify.annotations.Nullable;

/**
 * Ask to end a run and move its task on.
 *
 * @param instructions what the next stage is told, or null for what the definition says
 * @param usage what the run used, a JSON object
 * @param expectedStage the stage that the task must be in, or null
 * @param expectedVersion the version that the task must have, or null
 * @since 0.1.0
 */
public record TransitionRequest(
        String trigger,
        @Nullable String instructions,
        JsonText usage,
        @Nullable String expectedStage,
        @Nullable Long expectedVersion) {
    public TransitionRequest {
        Checks.name("trigger", trigger);
        usage.requireObject("usage");
        if (instructions != null) {
            Checks.text("instructions", instructions);
        }
    }

    /** Ask to take {@code trigger}, with nothing else said. */
    public static TransitionRequest of(String trigger) {
        return new TransitionRequest(trigger, null, JsonText.EMPTY_OBJECT, null, null);
    }
}
