package dev.nulltickets.core.pipeline;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hold a valid pipeline definition: a finite state machine of stages, with the text it came from. Immutable.
 *
 * <p>Valid means: the initial stage and both ends of each transition are stages, at least one stage is terminal, each
 * other stage has a way out, and no two transitions leave one stage by one trigger.
 *
 * @since 0.1.0
 */
public final class PipelineDefinition {
    private final JsonText text;
    private final Stage initial;
    private final Map<String, Stage> stages;
    private final List<Transition> transitions;

    private PipelineDefinition(JsonText text, Stage initial, Map<String, Stage> stages, List<Transition> transitions) {
        this.text = text;
        this.initial = initial;
        this.stages = stages;
        this.transitions = transitions;
    }

    /**
     * Read and check a definition.
     *
     * @param text an object {@code {initial, states, transitions}}; unknown fields are kept and ignored
     * @throws dev.nulltickets.core.model.RejectedException if it is not valid; the message says what is wrong and where
     */
    public static PipelineDefinition parse(JsonText text) {
        JsonFields fields = JsonFields.of("definition", text.parsed());
        String initial = present(fields, "initial").string("initial");
        Map<String, Stage> stages = stages(fields);
        List<Transition> transitions = transitions(fields);
        DefinitionRules.check(stages, transitions);
        return new PipelineDefinition(text, initial(initial, stages), stages, transitions);
    }

    /** Read and check a definition from its text; see {@link #parse(JsonText)}. */
    public static PipelineDefinition parse(String text) {
        return parse(JsonText.of(text));
    }

    /** Return the text that this definition was read from, unknown fields included. */
    public JsonText text() {
        return text;
    }

    /** Return the stage that new tasks start in. */
    public Stage initial() {
        return initial;
    }

    /** Return all stages, by name, in no order. */
    public Map<String, Stage> stages() {
        return stages;
    }

    /** Return a stage by its name. */
    public Optional<Stage> stage(String name) {
        return Optional.ofNullable(stages.get(name));
    }

    /** Return a stage that must be there, because a task is in it. */
    public Stage existing(String name) {
        return stage(name)
                .orElseThrow(() -> new IllegalStateException("a task is in no stage of its pipeline: " + name));
    }

    /** Return the transitions that leave a stage, in the order of the definition. */
    public List<Transition> transitionsFrom(String stage) {
        return transitions.stream().filter(way -> way.from().equals(stage)).toList();
    }

    /** Return the transition that leaves a stage by a trigger. */
    public Optional<Transition> transition(String stage, String trigger) {
        return transitionsFrom(stage).stream()
                .filter(way -> way.trigger().equals(trigger))
                .findFirst();
    }

    private static Stage initial(String name, Map<String, Stage> stages) {
        Stage initial = stages.get(name);
        if (initial == null) {
            throw Checks.invalid("definition.initial", "must be one of the states, but is \"" + name + "\"");
        }
        return initial;
    }

    private static Map<String, Stage> stages(JsonFields fields) {
        JsonFields states = present(fields, "states").fields("states");
        return states.names().stream().map(name -> stage(states, name)).collect(toUnmodifiableMap(Stage::name, s -> s));
    }

    private static Stage stage(JsonFields states, String name) {
        JsonFields fields = states.fields(name);
        String role = fields.optionalString("agent_role");
        if (role != null) {
            Checks.name(fields.path("agent_role"), role);
        }
        return new Stage(
                name,
                role == null ? null : new AgentRole(role),
                fields.optionalString("description"),
                fields.bool("terminal", false));
    }

    private static List<Transition> transitions(JsonFields fields) {
        List<Transition> transitions = new ArrayList<>();
        for (JsonFields way : present(fields, "transitions").objects("transitions")) {
            transitions.add(new Transition(
                    present(way, "from").string("from"),
                    present(way, "to").string("to"),
                    present(way, "trigger").string("trigger"),
                    way.optionalString("instructions"),
                    way.strings("required_gates")));
        }
        return List.copyOf(transitions);
    }

    private static JsonFields present(JsonFields fields, String name) {
        if (!fields.has(name)) {
            throw Checks.invalid(fields.path(name), "is required");
        }
        return fields;
    }
}
