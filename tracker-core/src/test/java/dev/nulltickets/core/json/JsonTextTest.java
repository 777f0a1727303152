package dev.nulltickets.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void isEqualByTextAndNotByMeaning() {
        JsonText text = JsonText.of("{\"a\":1}");

        assertThat(text).isEqualTo(JsonText.trusted("{\"a\":1}")).hasSameHashCodeAs(JsonText.trusted("{\"a\":1}"));
        assertThat(text).isNotEqualTo(JsonText.of("{\"a\": 1}")).isNotEqualTo(JsonText.of("{\"a\":1.0}"));
        assertThat(text).isNotEqualTo(JsonText.of("{\"a\":1} "));
        assertThat(text.equals((Object) "{\"a\":1}")).isFalse();
        assertThat(text.equals(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " { \"b\" : 1, \"a\":[ ] , \"b\":2 }\n", "\t1.50e+0 ", "\"\\u0061\"", "null"})
    void isKeptCharacterForCharacter(String given) {
        JsonText text = JsonText.of(given);

        assertThat(text.value()).isEqualTo(given);
        assertThat(text).hasToString(given);
        assertThat(text.parsed().text().value()).isEqualTo(given.strip());
    }

    @Test
    void malformedTextIsRefused() {
        assertThatThrownBy(() -> JsonText.of("{"))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.InvalidJson.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"{}\"", "1", "true", "null"})
    void onlyAnObjectIsAnObject(String other) {
        assertThat(JsonText.object("meta", " {} ").value()).isEqualTo(" {} ");
        assertThatThrownBy(() -> JsonText.object("meta", other))
                .isInstanceOf(RejectedException.class)
                .hasMessage("meta must be a JSON object");
    }

    @Test
    void theEmptyObjectIsOne() {
        assertThat(JsonText.EMPTY_OBJECT).isEqualTo(JsonText.object("meta", "{}"));
    }
}
