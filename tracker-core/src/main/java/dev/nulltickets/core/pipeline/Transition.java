package dev.nulltickets.core.pipeline;

import dev.nulltickets.core.model.Checks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describe one way from a stage to a stage.
 *
 * @param trigger what an agent names to take this way
 * @param instructions what the agents of the next stage are told, or null
 * @param requiredGates the gates whose latest result in the run must be a pass
 * @since 0.1.0
 */
public record Transition(
        String from, String to, String trigger, @Nullable String instructions, List<String> requiredGates) {
    public Transition {
        Checks.name("definition.transitions.trigger", trigger);
        requiredGates = List.copyOf(requiredGates);
        requiredGates.forEach(gate -> Checks.name("definition.transitions.required_gates", gate));
    }
}
