package dev.nulltickets.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.run.TransitionPolicy.Decision;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionPolicyTest {
    private static final PipelineDefinition FLOW = PipelineDefinition.parse("""
            {"initial":"code","states":{"code":{},"done":{"terminal":true}},
             "transitions":[{"from":"code","to":"done","trigger":"plain"},
                            {"from":"code","to":"done","trigger":"gated","required_gates":["lint","unit"]},
                            {"from":"done","to":"code","trigger":"reopen"}]}
            """);
    private static final Task TASK = TaskLifecycle.create(
            new TaskId("t"),
            new PipelineId("p"),
            FLOW.initial(),
            NewTask.of(new PipelineId("p"), "t", "d"),
            0,
            Instant.EPOCH);

    /** The task is in {@code code} with version 1. The first refusal that applies wins, from left to right. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            stage | version | trigger | lint | unit | decision
                  |         | plain   |      |      | taken
            code  |         | plain   |      |      | taken
                  | 1       | plain   | fail | fail | taken
            code  | 1       | gated   | pass | pass | taken
            done  |         | plain   |      |      | stage
            Code  | 1       | plain   |      |      | stage
            done  | 2       | nothing | fail |      | stage
                  | 2       | plain   |      |      | version
                  | 0       | plain   |      |      | version
            code  | 1000    | nothing | fail |      | version
            code  | 1       | nothing |      |      | trigger
                  |         | Plain   |      |      | trigger
                  |         | reopen  |      |      | trigger
                  |         | gated   |      |      | lint,unit
                  |         | gated   | pass |      | unit
                  |         | gated   |      | pass | lint
                  |         | gated   | fail | pass | lint
                  |         | gated   | fail | fail | lint,unit
            """)
    void decides(String stage, Long version, String trigger, String lint, String unit, String decision) {
        TransitionRequest request = new TransitionRequest(trigger, null, JsonText.EMPTY_OBJECT, stage, version);
        Map<String, Optional<GateStatus>> gates = Map.of("lint", status(lint), "unit", status(unit));

        Decision decided = TransitionPolicy.decide(TASK, FLOW, request, gates::get);

        assertThat(decided)
                .isEqualTo(
                        switch (decision) {
                            case "taken" ->
                                new Decision.Taken(
                                        FLOW.transition("code", trigger).orElseThrow());
                            case "stage" -> new Decision.Refused(new Rejection.ExpectedStageMismatch(stage, "code"));
                            case "version" -> new Decision.Refused(new Rejection.TaskVersionMismatch(version, 1));
                            case "trigger" ->
                                new Decision.Refused(
                                        new Rejection.InvalidTransition(trigger, "code", List.of("plain", "gated")));
                            default ->
                                new Decision.Refused(
                                        new Rejection.RequiredGatesNotPassed(List.of(decision.split(",", -1))));
                        });
    }

    private static Optional<GateStatus> status(String code) {
        return Optional.ofNullable(code).map(GateStatus::ofCode);
    }
}
