package dev.nulltickets.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents ask for and report is checked by the records that hold it. */
class RequestsTest {
    private static final JsonText NONE = JsonText.EMPTY_OBJECT;

    @Test
    void aClaimHasADefaultTtlAndNoLimits() {
        ClaimRequest request = ClaimRequest.of("a", "coder");
        assertThat(request)
                .isEqualTo(new ClaimRequest(new AgentId("a"), new AgentRole("coder"), Duration.ofMinutes(5), Map.of()));
        assertThat(request.withTtl(Duration.ofSeconds(1)).ttl()).isEqualTo(Duration.ofSeconds(1));
        assertRefused(() -> ClaimRequest.of(" ", "coder"), "agent_id must not be empty");
        assertRefused(() -> ClaimRequest.of("a", ""), "agent_role must not be empty");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aLimitOfAStageIsAtLeastOne(long limit) {
        assertRefused(
                () -> limited(Map.of("code", limit)), "concurrency.per_state.code must be at least 1, but is " + limit);
        assertThat(limited(Map.of("code", 1L, "gone", Long.MAX_VALUE)).perState())
                .hasSize(2);
    }

    @Test
    void aClaimKeepsItsOwnLimits() {
        Map<String, Long> limits = new HashMap<>(Map.of("code", 1L));
        ClaimRequest request = limited(limits);
        limits.clear();
        assertThat(request.perState()).containsExactly(Map.entry("code", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0", "\ud800"})
    void namesAreChecked(String name) {
        assertRefused(() -> new NewEvent(name, NONE), "kind must not ");
        assertRefused(() -> new NewGateResult(name, GateStatus.PASS, NONE, null), "gate must not ");
        assertRefused(() -> TransitionRequest.of(name), "trigger must not ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0", "\ud800"})
    void textIsChecked(String text) {
        assertRefused(() -> new NewGateResult("g", GateStatus.PASS, NONE, text), "actor must not contain");
        assertRefused(() -> new TransitionRequest("t", text, NONE, null, null), "instructions must not contain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", " 1", "null", "\"{\""})
    void dataIsAnObject(String json) {
        JsonText data = JsonText.of(json);
        assertRefused(() -> new NewEvent("k", data), "data must be a JSON object");
        assertRefused(() -> new NewGateResult("g", GateStatus.PASS, data, null), "evidence must be a JSON object");
        assertRefused(() -> new TransitionRequest("t", null, data, null, null), "usage must be a JSON object");
    }

    @Test
    void whatIsInOrderIsKept() {
        JsonText data = JsonText.of("{ \"a\" : 1 }");
        assertThat(new NewEvent("progress", data).data()).isEqualTo(data);
        assertThat(new NewGateResult("lint", GateStatus.FAIL, data, "").evidence())
                .isEqualTo(data);
        assertThat(TransitionRequest.of("go")).isEqualTo(new TransitionRequest("go", null, NONE, null, null));
    }

    @ParameterizedTest
    @EnumSource
    void runStatusesHaveTheirCodes(RunStatus status) {
        assertThat(RunStatus.ofCode(status.code())).isEqualTo(status);
        assertThat(status.code()).matches("[a-z]+");
    }

    @ParameterizedTest
    @EnumSource
    void gateStatusesHaveTheirCodes(GateStatus status) {
        assertThat(GateStatus.ofCode(status.code())).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PASS", "passed", " pass", "skip"})
    void otherGateStatusesAreRefused(String code) {
        assertThatThrownBy(() -> GateStatus.ofCode(code))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isEqualTo(new Rejection.InvalidStatus(code)));
    }

    private static ClaimRequest limited(Map<String, Long> perState) {
        return new ClaimRequest(new AgentId("a"), new AgentRole("r"), ClaimRequest.DEFAULT_TTL, perState);
    }

    private static void assertRefused(ThrowingCallable request, String message) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.ValidationFailed.class))
                .hasMessageStartingWith(message);
    }
}
