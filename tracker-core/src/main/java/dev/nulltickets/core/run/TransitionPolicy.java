package dev.nulltickets.core.run;

import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.pipeline.Transition;
import dev.nulltickets.core.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decide whether a run may take a transition: first what the caller expects, then the definition, then the gates.
 *
 * @since 0.1.0
 */
public final class TransitionPolicy {
    private TransitionPolicy() {}

    /** What was decided. */
    public sealed interface Decision {
        /** The run ends, and its task goes this way. */
        record Taken(Transition way) implements Decision {}

        /** The run goes on. */
        record Refused(Rejection why) implements Decision {}
    }

    /**
     * Decide.
     *
     * @param latest the latest result of a gate in the run, if there is one
     */
    public static Decision decide(
            Task task,
            PipelineDefinition definition,
            TransitionRequest request,
            Function<String, Optional<GateStatus>> latest) {
        String stage = task.stage();
        if (request.expectedStage() != null && !request.expectedStage().equals(stage)) {
            return new Decision.Refused(new Rejection.ExpectedStageMismatch(request.expectedStage(), stage));
        }
        if (request.expectedVersion() != null && request.expectedVersion() != task.version()) {
            return new Decision.Refused(new Rejection.TaskVersionMismatch(request.expectedVersion(), task.version()));
        }
        return definition
                .transition(stage, request.trigger())
                .map(way -> throughGates(way, latest))
                .orElseGet(() -> new Decision.Refused(new Rejection.InvalidTransition(
                        request.trigger(),
                        stage,
                        definition.transitionsFrom(stage).stream()
                                .map(Transition::trigger)
                                .toList())));
    }

    private static Decision throughGates(Transition way, Function<String, Optional<GateStatus>> latest) {
        List<String> closed = way.requiredGates().stream()
                .filter(gate -> latest.apply(gate).orElse(GateStatus.FAIL) != GateStatus.PASS)
                .toList();
        return closed.isEmpty()
                ? new Decision.Taken(way)
                : new Decision.Refused(new Rejection.RequiredGatesNotPassed(closed));
    }
}
