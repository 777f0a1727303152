package dev.nulltickets.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", " a ", "Ünï", "😀", "a\nb", "\u200b"})
    void aNameIsAnyTextThatShowsSomething(String name) {
        assertThat(Checks.name("f", name)).isSameAs(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u3000"})
    void aNameIsNotBlank(String name) {
        assertRefused(() -> Checks.name("f", name), "f must not be empty");
        assertRefused(() -> new AgentId(name), "agent_id must not be empty");
        assertRefused(() -> AgentId.of("assigned_agent_id", name), "assigned_agent_id must not be empty");
        assertRefused(() -> new AgentRole(name), "agent_role must not be empty");
    }

    @Test
    void aNameIsNoLongerThanAnIndexKeyMayBe() {
        String longest = "x".repeat(Checks.MAX_NAME);
        assertThat(Checks.name("f", longest)).isEqualTo(longest);
        assertRefused(() -> Checks.name("f", longest + "x"), "f must have at most 255 characters, but has 256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "a\ud800", "\ud800a", "\udc00\ud800", "\ud800\ud800\udc00", "😀\udc00"})
    void neitherNameNorTextHoldsHalfASurrogatePair(String value) {
        assertRefused(() -> Checks.text("f", value), "f must not contain half of a surrogate pair");
        assertRefused(() -> Checks.name("f", value), "f must not contain half of a surrogate pair");
    }

    @Test
    void neitherNameNorTextHoldsTheNullCharacter() {
        assertRefused(() -> Checks.text("f", "a\0"), "f must not contain the character U+0000");
        assertRefused(() -> Checks.name("f", "\0a"), "f must not contain the character U+0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0001\u001f\u007f\uffff", "😀😀"})
    void textIsAnythingElse(String value) {
        assertThat(Checks.text("f", value)).isSameAs(value);
    }

    @Test
    void numbersStayWithinTheirLimits() {
        assertThat(Checks.atLeast("f", 3, 3)).isEqualTo(3);
        assertRefused(() -> Checks.atLeast("f", 2, 3), "f must be at least 3, but is 2");
        assertThat(Checks.within("f", 1, 1, 5)).isEqualTo(1);
        assertThat(Checks.within("f", 5, 1, 5)).isEqualTo(5);
        assertRefused(() -> Checks.within("f", 0, 1, 5), "f must be from 1 to 5, but is 0");
        assertRefused(() -> Checks.within("f", 6, 1, 5), "f must be from 1 to 5, but is 6");
        assertRefused(
                () -> Checks.within("f", 1L << 32, 0, Integer.MAX_VALUE),
                "f must be from 0 to 2147483647, but is 4294967296");
    }

    @Test
    void delaysStayWithinTheirLimits() {
        long most = Checks.MAX_DELAY.toMillis();
        assertThat(Checks.delay("f", 0)).isEqualTo(Duration.ZERO);
        assertThat(Checks.delay("f", most)).isEqualTo(Checks.MAX_DELAY);
        assertRefused(() -> Checks.delay("f", -1), "f must be from 0 to 315360000000 ms, but is -1");
        assertRefused(() -> Checks.delay("f", most + 1), "f must be from 0 to 315360000000 ms, but is 315360000001");
        assertRefused(() -> Checks.delay("f", Long.MIN_VALUE), "f must be from 0 to 315360000000 ms");
    }

    @Test
    void idsAndNamesShowTheirValue() {
        assertThat(new TaskId("x")).hasToString("x");
        assertThat(new RunId("x")).hasToString("x");
        assertThat(new LeaseId("x")).hasToString("x");
        assertThat(new PipelineId("x")).hasToString("x");
        assertThat(new AgentId("x")).hasToString("x").isEqualTo(AgentId.of("assigned_agent_id", "x"));
        assertThat(new AgentRole("x")).hasToString("x");
    }

    private static void assertRefused(ThrowingCallable check, String message) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.ValidationFailed.class))
                .hasMessageStartingWith(message);
    }
}
