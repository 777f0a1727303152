package dev.nulltickets.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTest {

    @ParameterizedTest
    @EnumSource
    void onlyADeadLetterHasAReasonAndItMustHaveOne(TaskState state) {
        boolean dead = state == TaskState.DEAD_LETTERED;
        assertThat(task(state, dead ? "worn out" : null, 1).state()).isEqualTo(state);
        assertThatThrownBy(() -> task(state, dead ? null : "worn out", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reason");
    }

    @Test
    void aBlockedTaskWaitsForSomething() {
        assertThatThrownBy(() -> task(TaskState.BLOCKED, null, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("open dependencies");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "\ud800"})
    void textThatNoDatabaseKeepsIsRefused(String text) {
        PipelineId pipeline = new PipelineId("p");
        assertThatThrownBy(() -> NewTask.of(pipeline, text, "")).hasMessageStartingWith("title must not contain");
        assertThatThrownBy(() -> NewTask.of(pipeline, "", text)).hasMessageStartingWith("description must not contain");
        assertThatThrownBy(() -> asked(List.of(), text))
                .isInstanceOf(RejectedException.class)
                .hasMessageStartingWith("assigned_by must not contain");
    }

    @Test
    void aRequestForATaskKeepsWhatWasAskedFor() {
        NewTask plain = NewTask.of(new PipelineId("p"), "title", "text");
        assertThat(plain.priority()).isZero();
        assertThat(plain.metadata()).isEqualTo(JsonText.EMPTY_OBJECT);
        assertThat(plain.retryPolicy()).isEqualTo(RetryPolicy.DEFAULT);
        assertThat(plain.dependencies()).isEmpty();
        assertThat(plain.assignee()).isNull();

        RetryPolicy policy = TaskSamples.policy(1, 2, "x");
        NewTask full = plain.withPriority(9)
                .withRetryPolicy(policy)
                .withDependencies(List.of(new TaskId("d")))
                .withAssignee(new AgentId("a"));
        assertThat(full)
                .isEqualTo(new NewTask(
                        new PipelineId("p"),
                        "title",
                        "text",
                        9,
                        JsonText.EMPTY_OBJECT,
                        policy,
                        List.of(new TaskId("d")),
                        new AgentId("a"),
                        null));
    }

    @Test
    void aRequestForATaskKeepsItsOwnDependencies() {
        List<TaskId> dependencies = new ArrayList<>(List.of(new TaskId("d")));
        NewTask asked = asked(dependencies, "me");
        dependencies.clear();
        assertThat(asked.dependencies()).containsExactly(new TaskId("d"));
    }

    @ParameterizedTest
    @CsvSource({"MAX_ATTEMPTS_EXCEEDED,max_attempts_exceeded", "MAX_EXPIRATIONS_EXCEEDED,max_expirations_exceeded"})
    void reasonsHaveTheirCodes(DeadLetterReason reason, String code) {
        assertThat(reason.code()).isEqualTo(code);
    }

    private static NewTask asked(List<TaskId> dependencies, String assignedBy) {
        return new NewTask(
                new PipelineId("p"),
                "",
                "",
                0,
                JsonText.EMPTY_OBJECT,
                RetryPolicy.DEFAULT,
                dependencies,
                null,
                assignedBy);
    }

    private static Task task(TaskState state, String reason, int open) {
        return new Task(
                new TaskId("t"),
                new PipelineId("p"),
                "s",
                null,
                state,
                "",
                "",
                0,
                JsonText.EMPTY_OBJECT,
                1,
                Instant.EPOCH,
                RetryPolicy.DEFAULT,
                reason,
                0,
                0,
                0,
                open,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }
}
