package dev.nulltickets.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Break each rule of a definition once. The definitions here write a quote as an apostrophe. */
class DefinitionRulesTest {
    private static final String ENDS = "'initial':'a','states':{'a':{},'z':{'terminal':true}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the least that works
                "{'initial':'a','states':{'a':{},'z':{'terminal':true}},'transitions':[{'from':'a','to':'z','trigger':'go'}]}",
                // a stage that leads to itself; one trigger from two stages; two triggers between two stages
                "{'initial':'a','states':{'a':{},'z':{'terminal':true}},'transitions':[{'from':'a','to':'a','trigger':'go'}]}",
                "{'initial':'a','states':{'a':{},'b':{},'z':{'terminal':true}},'transitions':["
                        + "{'from':'a','to':'b','trigger':'go'},{'from':'b','to':'z','trigger':'go'},{'from':'b','to':'a','trigger':'back'},"
                        + "{'from':'b','to':'z','trigger':'skip'}]}",
                // a terminal stage with a way out; a terminal initial stage; a stage that nothing leads to
                "{'initial':'a','states':{'a':{},'z':{'terminal':true}},'transitions':[{'from':'z','to':'a','trigger':'reopen'},"
                        + "{'from':'a','to':'z','trigger':'go'}]}",
                "{'initial':'z','states':{'z':{'terminal':true}},'transitions':[{'from':'z','to':'z','trigger':'go'}]}",
                "{'initial':'a','states':{'a':{},'lost':{},'z':{'terminal':true}},'transitions':[{'from':'a','to':'z','trigger':'go'},"
                        + "{'from':'lost','to':'z','trigger':'go'}]}",
                // null is as good as absent
                "{'initial':'a','states':{'a':{'agent_role':null,'description':null,'terminal':null},'z':{'terminal':true}},"
                        + "'transitions':[{'from':'a','to':'z','trigger':'go','instructions':null,'required_gates':null}]}"
            })
    void takesWhateverWorkCanFlowThrough(String definition) {
        assertThatCode(() -> parse(definition)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'states':{'z':{'terminal':true}},'transitions':[]} | definition.initial is required
            {'initial':null,'states':{'a':{},'z':{'terminal':true}},'transitions':[{'from':'a','to':'z','trigger':'go'}]} | definition.initial is required
            {'initial':'','states':{'a':{},'z':{'terminal':true}},'transitions':[{'from':'a','to':'z','trigger':'go'}]} | definition.initial must be one of the states
            {'initial':'A','states':{'a':{},'z':{'terminal':true}},'transitions':[{'from':'a','to':'z','trigger':'go'}]} | definition.initial must be one of the states, but is "A"
            {'initial':'a','transitions':[{'from':'a','to':'z','trigger':'go'}]} | definition.states is required
            {'initial':'a','states':{},'transitions':[{'from':'a','to':'z','trigger':'go'}]} | definition.states must not be empty
            {'initial':'','states':{'':{},'z':{'terminal':true}},'transitions':[{'from':'','to':'z','trigger':'go'}]} | definition.states must not be empty
            {'initial':'a','states':{'a':{}},'transitions':[{'from':'a','to':'a','trigger':'go'}]} | definition.states must have at least one terminal state
            {'initial':'a','states':{'a':{},'z':{'terminal':false}},'transitions':[{'from':'a','to':'z','trigger':'go'},{'from':'z','to':'a','trigger':'go'}]} | definition.states must have at least one terminal state
            {'initial':'a','states':{'a':{},'b':{},'z':{'terminal':true}},'transitions':[{'from':'a','to':'b','trigger':'go'}]} | definition.states.b must be terminal or have a transition that leaves it
            {'initial':'a','states':{'a':{'agent_role':''},'z':{'terminal':true}},'transitions':[{'from':'a','to':'z','trigger':'go'}]} | definition.states.a.agent_role must not be empty
            {'initial':'a','states':{'a':{'agent_role':' '},'z':{'terminal':true}},'transitions':[{'from':'a','to':'z','trigger':'go'}]} | definition.states.a.agent_role must not be empty
            {'initial':'a','states':{'a':{'agent_role':'r\\u0000'},'z':{'terminal':true}},'transitions':[{'from':'a','to':'z','trigger':'go'}]} | definition.states.a.agent_role must not contain
            {'initial':'a','states':{'a':{},'b\\ud800':{},'z':{'terminal':true}},'transitions':[{'from':'a','to':'z','trigger':'go'}]} | definition.states must not contain half of a surrogate pair
            """)
    void namesWhatIsWrongWithTheStages(String definition, String message) {
        assertNotValid(definition, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            null | definition.transitions is required
            [] | definition.transitions must not be empty
            [{'to':'z','trigger':'go'}] | definition.transitions[0].from is required
            [{'from':'a','trigger':'go'}] | definition.transitions[0].to is required
            [{'from':'a','to':'z'}] | definition.transitions[0].trigger is required
            [{'from':'a','to':'z','trigger':null}] | definition.transitions[0].trigger is required
            [{'from':'a','to':'z','trigger':'go'},{'from':'x','to':'z','trigger':'go'}] | definition.transitions[1].from must be one of the states, but is "x"
            [{'from':'a','to':'x','trigger':'go'}] | definition.transitions[0].to must be one of the states, but is "x"
            [{'from':'a','to':'z','trigger':''}] | definition.transitions.trigger must not be empty
            [{'from':'a','to':'z','trigger':'go\\u0000'}] | definition.transitions.trigger must not contain
            [{'from':'a','to':'z','trigger':'go'},{'from':'a','to':'a','trigger':'go'}] | definition.transitions[1].trigger must be the only "go" that leaves "a"
            [{'from':'a','to':'z','trigger':'go'},{'from':'a','to':'z','trigger':'go'}] | definition.transitions[1].trigger must be the only "go" that leaves "a"
            [{'from':'a','to':'z','trigger':'go','required_gates':['']}] | definition.transitions.required_gates must not be empty
            [{'from':'a','to':'z','trigger':'go','required_gates':['ok',' ']}] | definition.transitions.required_gates must not be empty
            [{'from':'z','to':'z','trigger':'go'}] | definition.states.a must be terminal or have a transition that leaves it
            """)
    void namesWhatIsWrongWithTheTransitions(String transitions, String message) {
        assertNotValid("{" + ENDS + ",'transitions':" + transitions + "}", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [] | definition must be a JSON object, but is an array
            {'initial':1,'states':{'a':{},'z':{'terminal':true}},'transitions':[{'from':'a','to':'z','trigger':'go'}]} | definition.initial must be a string, but is 1
            {'initial':'a','states':[],'transitions':[]} | definition.states must be a JSON object, but is an array
            {'initial':'a','states':{'a':true},'transitions':[]} | definition.states.a must be a JSON object, but is a boolean
            {'initial':'a','states':{'a':null},'transitions':[]} | definition.states.a is required
            {'initial':'a','states':{'a':{'terminal':'yes'}},'transitions':[]} | definition.states.a.terminal must be true or false, but is a string
            {'initial':'a','states':{'a':{'agent_role':7}},'transitions':[]} | definition.states.a.agent_role must be a string, but is 7
            {'initial':'a','states':{'a':{}},'transitions':{}} | definition.transitions must be an array, but is an object
            {'initial':'a','states':{'a':{}},'transitions':[7]} | definition.transitions[0] must be a JSON object, but is 7
            {'initial':'a','states':{'a':{}},'transitions':[{'from':'a','to':'a','trigger':'t','required_gates':'g'}]} | definition.transitions[0].required_gates must be an array
            {'initial':'a','states':{'a':{}},'transitions':[{'from':'a','to':'a','trigger':'t','required_gates':[1]}]} | definition.transitions[0].required_gates[0] must be a string
            {'initial':'a','states':{'a':{}},'transitions':[{'from':'a','to':'a','trigger':'t','instructions':{}}]} | definition.transitions[0].instructions must be a string
            """)
    void namesWhatHasTheWrongType(String definition, String message) {
        assertRefused(definition, message, Rejection.InvalidJson.class);
    }

    private static void assertNotValid(String definition, String message) {
        assertRefused(definition, message, Rejection.ValidationFailed.class);
    }

    private static void assertRefused(String definition, String message, Class<? extends Rejection> kind) {
        assertThatThrownBy(() -> parse(definition))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(kind))
                .hasMessageStartingWith(message);
    }

    private static PipelineDefinition parse(String definition) {
        return PipelineDefinition.parse(JsonText.of(definition.replace('\'', '"')));
    }
}
