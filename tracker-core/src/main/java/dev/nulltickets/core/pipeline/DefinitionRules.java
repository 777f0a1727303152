package dev.nulltickets.core.pipeline;

import dev.nulltickets.core.model.Checks;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decide whether stages and transitions make a pipeline that work can flow through. */
final class DefinitionRules {
    private DefinitionRules() {}

    static void check(Map<String, Stage> stages, List<Transition> transitions) {
        if (stages.isEmpty()) {
            throw Checks.invalid("definition.states", "must not be empty");
        }
        if (transitions.isEmpty()) {
            throw Checks.invalid("definition.transitions", "must not be empty");
        }
        if (stages.values().stream().noneMatch(Stage::terminal)) {
            throw Checks.invalid("definition.states", "must have at least one terminal state");
        }
        checkEnds(stages, transitions);
        checkWaysOut(stages, transitions);
    }

    private static void checkEnds(Map<String, Stage> stages, List<Transition> transitions) {
        Set<List<String>> triggers = new HashSet<>();
        for (int i = 0; i < transitions.size(); i++) {
            Transition way = transitions.get(i);
            String where = "definition.transitions[" + i + "].";
            checkEnd(stages, where + "from", way.from());
            checkEnd(stages, where + "to", way.to());
            if (!triggers.add(List.of(way.from(), way.trigger()))) {
                throw Checks.invalid(
                        where + "trigger",
                        "must be the only \"" + way.trigger() + "\" that leaves \"" + way.from() + "\"");
            }
        }
    }

    private static void checkEnd(Map<String, Stage> stages, String field, String stage) {
        if (!stages.containsKey(stage)) {
            throw Checks.invalid(field, "must be one of the states, but is \"" + stage + "\"");
        }
    }

    private static void checkWaysOut(Map<String, Stage> stages, List<Transition> transitions) {
        Set<String> left = new HashSet<>();
        transitions.forEach(way -> left.add(way.from()));
        for (Stage stage : stages.values()) {
            if (!stage.terminal() && !left.contains(stage.name())) {
                throw Checks.invalid(
                        "definition.states." + stage.name(), "must be terminal or have a transition that leaves it");
            }
        }
    }
}
