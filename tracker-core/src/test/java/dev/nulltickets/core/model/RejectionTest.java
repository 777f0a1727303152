package dev.nulltickets.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RejectionTest {
    private static final TaskId TASK = new TaskId("t-1");

    /** One of each kind, with the words that its message must hold. */
    private static final Map<Rejection, List<String>> SAMPLES = Map.ofEntries(
            Map.entry(new Rejection.InvalidJson("title is required"), List.of("title is required")),
            Map.entry(new Rejection.ValidationFailed("name must not be empty"), List.of("name must not be empty")),
            Map.entry(new Rejection.NotFound("run", "r-1"), List.of("run", "r-1")),
            Map.entry(new Rejection.PipelineNotFound(new PipelineId("p-1")), List.of("pipeline_id", "p-1")),
            Map.entry(new Rejection.TaskNotFound(TASK), List.of("task", "t-1")),
            Map.entry(new Rejection.DependencyTaskNotFound(TASK), List.of("depends_on_task_id", "t-1")),
            Map.entry(new Rejection.DuplicateName("flow"), List.of("name", "flow")),
            Map.entry(new Rejection.DuplicateDependency(TASK), List.of("depends", "t-1")),
            Map.entry(new Rejection.InvalidDependency("itself"), List.of("itself")),
            Map.entry(
                    new Rejection.DependencyCycle(List.of(TASK, new TaskId("t-2"), TASK)),
                    List.of("t-1 -> t-2 -> t-1")),
            Map.entry(new Rejection.InvalidTtl(5, 1000, 2000), List.of("lease_ttl_ms", "5", "1000", "2000")),
            Map.entry(new Rejection.ReservedKind("transition"), List.of("kind", "transition")),
            Map.entry(new Rejection.InvalidStatus("maybe"), List.of("status", "pass", "fail", "maybe")),
            Map.entry(
                    new Rejection.InvalidTransition("go", "coding", List.of("review", "drop")),
                    List.of("trigger", "go", "coding", "review, drop")),
            Map.entry(new Rejection.RequiredGatesNotPassed(List.of("lint", "unit")), List.of("lint, unit")),
            Map.entry(new Rejection.ExpectedStageMismatch("a", "b"), List.of("expected_stage", "\"a\"", "\"b\"")),
            Map.entry(new Rejection.TaskVersionMismatch(3, 4), List.of("expected_task_version", "3", "4")),
            Map.entry(new Rejection.RunNotRunning(new RunId("r-1")), List.of("r-1")),
            Map.entry(new Rejection.Unauthorized("no token"), List.of("no token")),
            Map.entry(new Rejection.LeaseExpired(new LeaseId("l-1")), List.of("l-1", "expired")),
            Map.entry(new Rejection.IdempotencyConflict(), List.of("Idempotency-Key")),
            Map.entry(new Rejection.InvalidLimit("0", 1000), List.of("limit", "0", "1000")),
            Map.entry(new Rejection.InvalidCursor("x"), List.of("cursor", "x")),
            Map.entry(new Rejection.UnknownReference("run_id", "run", "r-9"), List.of("run_id", "run", "r-9")),
            Map.entry(
                    new Rejection.InvalidItem("tasks", 3, new Rejection.InvalidDependency("no such place")),
                    List.of("tasks[3]", "no such place")),
            Map.entry(new Rejection.InvalidRequest("tasks must not be empty"), List.of("tasks")),
            Map.entry(new Rejection.ReservedNamespace("search"), List.of("namespace", "search")),
            Map.entry(new Rejection.MissingParameter("q"), List.of("q", "required")),
            Map.entry(new Rejection.InvalidQuery("q must hold a word"), List.of("q", "word")),
            Map.entry(new Rejection.InvalidFilterPath("a.b"), List.of("filter_path", "a.b")));

    static List<Rejection> samples() {
        return List.copyOf(SAMPLES.keySet());
    }

    @Test
    void thereIsASampleOfEachKind() {
        assertThat(samples().stream().<Class<?>>map(Object::getClass))
                .containsExactlyInAnyOrder(Rejection.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void saysWhatWasRefusedAndIsThrownWithoutAStackTrace(Rejection rejection) {
        RejectedException thrown = rejection.asException();

        assertThat(rejection.message()).contains(SAMPLES.get(rejection));
        assertThat(thrown).hasMessage(rejection.message()).hasNoCause();
        assertThat(thrown.rejection()).isSameAs(rejection);
        assertThatThrownBy(() -> {
                    throw thrown;
                })
                .satisfies(caught -> assertThat(caught.getStackTrace()).isEmpty());
    }

    @Test
    void refusesToBeThrownAboutNothing() {
        assertThatThrownBy(() -> new RejectedException(null)).isInstanceOf(NullPointerException.class);
    }
}
