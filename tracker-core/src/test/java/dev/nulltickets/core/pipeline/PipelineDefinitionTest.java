package dev.nulltickets.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RejectedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PipelineDefinitionTest {
    private static final String TEXT = """
            { "x-owner" : {"team":"a"}, "initial":"c\\u006fding",
              "states": {
                "coding": {"agent_role":"coder", "description":"write \\u0000 it", "color":"#fff"},
                "review": {"agent_role":"reviewer"},
                "waiting": {},
                "done": {"terminal":true, "agent_role":"archivist"}
              },
              "transitions": [
                {"from":"coding","to":"review","trigger":"submit","instructions":"look","required_gates":["lint","unit"],"n":1},
                {"from":"review","to":"coding","trigger":"reject"},
                {"from":"review","to":"done","trigger":"approve"},
                {"from":"review","to":"waiting","trigger":"wait"},
                {"from":"waiting","to":"waiting","trigger":"wait"}
              ]
            }
            """;

    private final PipelineDefinition definition = PipelineDefinition.parse(TEXT);

    @Test
    void keepsTheTextAsItWasGiven() {
        assertThat(definition.text().value()).isEqualTo(TEXT);
        assertThat(definition.text().parsed().text().value()).isEqualTo(TEXT.strip());
    }

    @Test
    void knowsItsStages() {
        assertThat(definition.initial())
                .isEqualTo(new Stage("coding", new AgentRole("coder"), "write \0 it", false))
                .isSameAs(definition.existing("coding"));
        assertThat(definition.stage("waiting")).contains(new Stage("waiting", null, null, false));
        assertThat(definition.stage("done")).contains(new Stage("done", new AgentRole("archivist"), null, true));
        assertThat(definition.stage("Done")).isEmpty();
        assertThatThrownBy(() -> definition.existing("gone"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void knowsTheWaysOutOfAStageInTheirOrder() {
        assertThat(definition.transitionsFrom("review"))
                .extracting(Transition::trigger)
                .containsExactly("reject", "approve", "wait");
        assertThat(definition.transitionsFrom("done")).isEmpty();
        assertThat(definition.transitionsFrom("gone")).isEmpty();
        assertThat(definition.transition("coding", "submit"))
                .contains(new Transition("coding", "review", "submit", "look", List.of("lint", "unit")));
        assertThat(definition.transition("waiting", "wait"))
                .contains(new Transition("waiting", "waiting", "wait", null, List.of()));
        assertThat(definition.transition("coding", "approve")).isEmpty();
    }

    @Test
    void ofTwoStagesWithOneNameTheLastCounts() {
        PipelineDefinition read =
                PipelineDefinition.parse("{\"initial\":\"a\",\"states\":{\"a\":{},\"a\":{\"terminal\":true}},"
                        + "\"transitions\":[{\"from\":\"a\",\"to\":\"a\",\"trigger\":\"t\"}]}");
        assertThat(read.initial().terminal()).isTrue();
    }

    @Test
    void isQuickWithAThousandStages() {
        String states = IntStream.range(0, 1000)
                .mapToObj(i -> "\"s" + i + "\":{\"agent_role\":\"r" + i + "\"}")
                .collect(Collectors.joining(","));
        String transitions = IntStream.range(0, 1000)
                .mapToObj(i -> "{\"from\":\"s" + i + "\",\"to\":\"s" + ((i + 1) % 1000) + "\",\"trigger\":\"next\"}")
                .collect(Collectors.joining(","));
        String text = "{\"initial\":\"s0\",\"states\":{" + states + ",\"end\":{\"terminal\":true}},\"transitions\":["
                + transitions + "]}";

        long start = System.nanoTime();
        PipelineDefinition read = PipelineDefinition.parse(text);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(read.transition("s999", "next"))
                .hasValueSatisfying(way -> assertThat(way.to()).isEqualTo("s0"));
    }

    @Test
    void gatesOfATransitionCannotBeChanged() {
        assertThatThrownBy(() -> definition
                        .transitionsFrom("coding")
                        .get(0)
                        .requiredGates()
                        .clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aPipelineHasAName() {
        PipelineId id = new PipelineId("p");
        assertThat(new Pipeline(id, "flow", definition, Instant.EPOCH).name()).isEqualTo("flow");
        assertThatThrownBy(() -> new Pipeline(id, " ", definition, Instant.EPOCH))
                .isInstanceOf(RejectedException.class)
                .hasMessage("name must not be empty");
    }

    @Test
    void malformedTextIsRefused() {
        assertThatThrownBy(() -> PipelineDefinition.parse("{")).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> PipelineDefinition.parse(JsonText.EMPTY_OBJECT))
                .isInstanceOf(RejectedException.class);
    }
}
