package dev.nulltickets.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.run.LeaseToken;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What owners and callers of a tracker set is checked by the records that hold it. */
class SettingsTest {

    @Test
    void theDefaultsAreThoseOfTheContract() {
        TrackerSettings settings = TrackerSettings.defaults();
        assertThat(settings.leastTtl()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.mostTtl()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.answerRetention()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.traceRetention()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.mostTraceBytes()).isEqualTo(4_294_967_296L);
        assertThat(settings.ids().next(Instant.now())).hasSize(36);
        assertThat(settings.tokens().next().value()).hasSize(64);
    }

    @Test
    void eachSettingChangesAlone() {
        TrackerSettings settings = TrackerSettings.defaults();
        IdSource ids = now -> "id";
        TokenSource tokens = () -> new LeaseToken("token");

        TrackerSettings changed = settings.withIds(ids)
                .withTokens(tokens)
                .withTtlLimits(Duration.ofMillis(5), Duration.ofMillis(6))
                .withAnswerRetention(Duration.ofMillis(7))
                .withTraceRetention(Duration.ofMillis(8))
                .withMostTraceBytes(9);

        assertThat(changed)
                .isEqualTo(new TrackerSettings(
                        ids,
                        tokens,
                        Duration.ofMillis(5),
                        Duration.ofMillis(6),
                        Duration.ofMillis(7),
                        Duration.ofMillis(8),
                        9));
        assertThat(settings.withIds(ids).withIds(settings.ids())).isEqualTo(settings);
        assertThat(settings.withTokens(tokens).withTokens(settings.tokens())).isEqualTo(settings);
    }

    @ParameterizedTest
    @CsvSource({"PT0.001S, PT0.001S", "PT1S, PT1S", "PT1S, PT24H"})
    void limitsOfALeaseMayBeAnyThatMakeSense(Duration least, Duration most) {
        TrackerSettings settings = TrackerSettings.defaults().withTtlLimits(least, most);
        assertThat(settings.leastTtl()).isEqualTo(least);
        assertThat(settings.mostTtl()).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT1S", "PT-1S, PT1S", "PT0.000999S, PT1S", "PT2S, PT1S", "PT2S, PT1.999S"})
    void limitsOfALeaseMustMakeSense(Duration least, Duration most) {
        TrackerSettings settings = TrackerSettings.defaults();
        assertThatThrownBy(() -> settings.withTtlLimits(least, most))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leastTtl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0009S"})
    void answersAreKeptForSomeTime(Duration retention) {
        TrackerSettings settings = TrackerSettings.defaults();
        assertThatThrownBy(() -> settings.withAnswerRetention(retention))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("answerRetention");
        assertThatThrownBy(() -> settings.withTraceRetention(retention))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("traceRetention");
    }

    @Test
    void tracesMayTakeNothingButNotLess() {
        TrackerSettings settings = TrackerSettings.defaults();
        assertThat(settings.withMostTraceBytes(0).mostTraceBytes()).isZero();
        assertThatThrownBy(() -> settings.withMostTraceBytes(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mostTraceBytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0", "\ud800"})
    void anIdempotencyKeyIsAName(String key) {
        assertThatThrownBy(() -> new IdempotencyKey("scope", key, "request", null))
                .isInstanceOf(RejectedException.class)
                .hasMessageStartingWith("Idempotency-Key must not ");
    }

    @Test
    void anIdempotencyKeyIsNoLongerThanANameAndShowsNoToken() {
        assertThatThrownBy(() -> new IdempotencyKey("scope", "k".repeat(256), "request", null))
                .isInstanceOf(RejectedException.class)
                .hasMessage("Idempotency-Key must have at most 255 characters, but has 256");
        assertThat(new IdempotencyKey("", "k".repeat(255), "", new LeaseToken("secret")).toString())
                .doesNotContain("secret");
    }
}
