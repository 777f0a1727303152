package dev.nulltickets.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.pipeline.PipelineDefinition;
import dev.nulltickets.core.pipeline.Transition;
import dev.nulltickets.core.task.NewTask;
import dev.nulltickets.core.task.RetryPolicy;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskLifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerEventTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_000_000);
    private static final PipelineDefinition FLOW = PipelineDefinition.parse("""
            {"initial":"code","states":{"code":{},"lost":{},"done":{"terminal":true}},
             "transitions":[{"from":"code","to":"done","trigger":"go"},{"from":"lost","to":"code","trigger":"find"}]}
            """);

    @Test
    void tellsOfATransition() {
        Transition way = new Transition("a\"b", "c", "go", "by default", List.of("gate"));
        assertEvent(
                TrackerEvent.transition(way, "mind the \n gap"),
                "transition",
                "{\"trigger\":\"go\",\"from\":\"a\\\"b\",\"to\":\"c\",\"instructions\":\"mind the \\n gap\"}");
        assertThat(TrackerEvent.transition(way, null).data().value()).endsWith("\"instructions\":\"\"}");
    }

    @Test
    void tellsOfARetry() {
        assertEvent(
                TrackerEvent.retryScheduled(leased(5).fail(FLOW)),
                "retry_scheduled",
                "{\"reason\":\"retry_scheduled\",\"attempt\":1,\"failed_attempts\":1,\"retry_delay_ms\":2500,"
                        + "\"next_eligible_at_ms\":1002500}");
    }

    @Test
    void tellsOfADeadLetter() {
        Task before = claimed(1);
        assertEvent(
                TrackerEvent.deadLetter(before, TaskLifecycle.of(before, NOW).fail(FLOW)),
                "dead_letter",
                "{\"reason\":\"max_attempts_exceeded\",\"attempt\":1,\"failed_attempts\":1,\"expirations\":0,"
                        + "\"from_stage\":\"code\",\"dead_letter_stage\":\"lost\"}");
    }

    @Test
    void tellsOfALeaseThatRanOut() {
        Instant takenBack = LeaseTest.END.plusMillis(7);
        Task after = TaskLifecycle.of(claimed(5), takenBack).expire(FLOW);
        assertEvent(
                TrackerEvent.leaseExpired(LeaseTest.lease(false), after, takenBack),
                "lease_expired",
                "{\"lease_id\":\"l\",\"attempt\":1,\"expired_at_ms\":1767225610000,\"taken_back_at_ms\":1767225610007,"
                        + "\"next_eligible_at_ms\":1767225612507}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transition", "retry_scheduled", "dead_letter", "lease_expired"})
    void itsKindsAreItsOwn(String kind) {
        assertThatThrownBy(() -> new NewEvent(kind, JsonText.EMPTY_OBJECT))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isEqualTo(new Rejection.ReservedKind(kind)));
        assertThat(new NewEvent(kind.toUpperCase(Locale.ROOT), JsonText.EMPTY_OBJECT).kind())
                .isNotEqualTo(kind);
    }

    private static void assertEvent(TrackerEvent event, String kind, String data) {
        assertThat(event.kind()).isEqualTo(kind);
        assertThat(TrackerEvent.isReserved(event.kind())).isTrue();
        assertThat(event.data().value()).isEqualTo(data);
        assertThat(JsonText.object("data", data)).isEqualTo(event.data());
    }

    private static TaskLifecycle leased(int maxAttempts) {
        return TaskLifecycle.of(claimed(maxAttempts), NOW);
    }

    private static Task claimed(int maxAttempts) {
        NewTask asked = NewTask.of(new PipelineId("p"), "t", "d")
                .withRetryPolicy(new RetryPolicy(maxAttempts, Duration.ofMillis(2500), "lost", 10));
        Task task = TaskLifecycle.create(new TaskId("t"), new PipelineId("p"), FLOW.initial(), asked, 0, NOW);
        return TaskLifecycle.of(task, NOW).claim();
    }
}
