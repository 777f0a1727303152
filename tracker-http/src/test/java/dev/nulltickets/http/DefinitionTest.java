package dev.nulltickets.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

class DefinitionTest {
    private static final String STATES = "'states':{'a':{},'b':{'terminal':true}}";
    private static final String WAYS = "'transitions':[{'from':'a','to':'b','trigger':'go'}]";

    @RegisterExtension
    final TestServer server = TestServer.open();

    private record Flaw(String definition, String code, List<String> parts) {}

    private final List<Flaw> flaws = new ArrayList<>();

    private void flaw(String definition, String code, String... parts) {
        flaws.add(new Flaw(definition, code, List.of(parts)));
    }

    @TestFactory
    List<DynamicTest> aFlawedDefinitionIsRefusedAndTheMessageNamesTheFlaw() {
        parts();
        ends();
        types();
        return flaws.stream()
                .map(flaw -> DynamicTest.dynamicTest(flaw.definition(), () -> {
                    server.client()
                            .post("/pipelines", "{'name':'p','definition':" + flaw.definition() + "}")
                            .isRefused(400, flaw.code(), flaw.parts().toArray(String[]::new));
                    assertThat(server.client().get("/pipelines").json().elements())
                            .isEmpty();
                }))
                .toList();
    }

    private void parts() {
        flaw("{" + STATES + "," + WAYS + "}", "validation_failed", "definition.initial");
        flaw("{'initial':'a'," + WAYS + "}", "validation_failed", "definition.states");
        flaw("{'initial':'a'," + STATES + "}", "validation_failed", "definition.transitions");
        flaw("{'initial':''," + STATES + "," + WAYS + "}", "validation_failed", "definition.initial");
        flaw("{'initial':null," + STATES + "," + WAYS + "}", "validation_failed", "definition.initial");
        flaw("{'initial':'c'," + STATES + "," + WAYS + "}", "validation_failed", "definition.initial", "c");
        flaw("{'initial':'a','states':{}," + WAYS + "}", "validation_failed", "states");
        flaw("{'initial':'a'," + STATES + ",'transitions':[]}", "validation_failed", "definition.transitions");
    }

    private void ends() {
        ways("{'from':'c','to':'b','trigger':'go'}", "validation_failed", "definition.transitions[0].from", "c");
        ways("{'from':'a','to':'c','trigger':'go'}", "validation_failed", "definition.transitions[0].to", "c");
        ways("{'to':'b','trigger':'go'}", "validation_failed", "definition.transitions[0].from");
        ways("{'from':'a','trigger':'go'}", "validation_failed", "definition.transitions[0].to");
        ways("{'from':'a','to':'b'}", "validation_failed", "definition.transitions[0].trigger");
        ways("{'from':'a','to':'b','trigger':''}", "validation_failed", "trigger");
        ways(
                "{'from':'a','to':'b','trigger':'go'},{'from':'a','to':'a','trigger':'go'}",
                "validation_failed",
                "definition.transitions[1].trigger",
                "go",
                "a");
        flaw("{'initial':'a','states':{'a':{},'b':{}}," + WAYS + "}", "validation_failed", "terminal");
        flaw(
                "{'initial':'a','states':{'a':{},'b':{'terminal':true},'stuck':{}}," + WAYS + "}",
                "validation_failed",
                "definition.states.stuck");
        states("{'agent_role':' '}", "validation_failed", "definition.states.a.agent_role");
        flaw(
                "{'initial':'a','states':{'a':{},'':{'terminal':true}}," + WAYS + "}",
                "validation_failed",
                "definition.states");
    }

    private void types() {
        flaw("[]", "invalid_json", "definition");
        flaw("'text'", "invalid_json", "definition");
        flaw("{'initial':7," + STATES + "," + WAYS + "}", "invalid_json", "definition.initial", "7");
        flaw("{'initial':'a','states':[]," + WAYS + "}", "invalid_json", "definition.states");
        flaw("{'initial':'a'," + STATES + ",'transitions':{}}", "invalid_json", "definition.transitions");
        ways("7", "invalid_json", "definition.transitions[0]");
        ways("{'from':7,'to':'b','trigger':'go'}", "invalid_json", "definition.transitions[0].from");
        ways("{'from':'a','to':'b','trigger':true}", "invalid_json", "definition.transitions[0].trigger");
        ways("{'from':'a','to':'b','trigger':'go','instructions':7}", "invalid_json", "transitions[0].instructions");
        ways("{'from':'a','to':'b','trigger':'go','required_gates':'x'}", "invalid_json", "[0].required_gates");
        ways("{'from':'a','to':'b','trigger':'go','required_gates':[7]}", "invalid_json", "required_gates[0]");
        ways("{'from':'a','to':'b','trigger':'go','required_gates':['']}", "validation_failed", "required_gates");
        states("7", "invalid_json", "definition.states.a");
        states("{'agent_role':7}", "invalid_json", "definition.states.a.agent_role");
        states("{'description':7}", "invalid_json", "definition.states.a.description");
        states("{'terminal':'yes'}", "invalid_json", "definition.states.a.terminal");
    }

    private void ways(String ways, String code, String... parts) {
        flaw("{'initial':'a'," + STATES + ",'transitions':[" + ways + "]}", code, parts);
    }

    private void states(String a, String code, String... parts) {
        flaw("{'initial':'a','states':{'a':" + a + ",'b':{'terminal':true}}," + WAYS + "}", code, parts);
    }

    @Test
    void aTerminalStageMayHaveAWayOutAndAWayMayLeadBack() {
        server.client().post("/pipelines", """
                        {'name':'p','definition':{'initial':'a','states':{'a':{},'b':{'terminal':true}},
                         'transitions':[{'from':'a','to':'a','trigger':'again'},{'from':'a','to':'b','trigger':'go'},
                          {'from':'b','to':'a','trigger':'go'}]}}""").is(201);
    }
}
