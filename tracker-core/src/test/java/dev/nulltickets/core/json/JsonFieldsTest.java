package dev.nulltickets.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.Rejection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    private static final String[] SAMPLES = {"{}", "[]", "\"1\"", "1", "true"};

    /** One way to read the field {@code f}, and the sample that is of its type. */
    record Reading(String type, String fits, Consumer<JsonFields> read) {
        @Override
        public String toString() {
            return type;
        }
    }

    static List<Reading> readings() {
        return List.of(
                new Reading("a string", "\"1\"", fields -> fields.string("f")),
                new Reading("a string", "\"1\"", fields -> fields.optionalString("f")),
                new Reading("a whole number", "1", fields -> fields.integer("f")),
                new Reading("a whole number", "1", fields -> fields.integer("f", 5)),
                new Reading("a whole number", "1", fields -> fields.optionalInteger("f")),
                new Reading("true or false", "true", fields -> fields.bool("f", false)),
                new Reading("a JSON object", "{}", fields -> fields.object("f")),
                new Reading("a JSON object", "{}", fields -> fields.fields("f")),
                new Reading("a JSON object", "{}", fields -> fields.optionalFields("f")),
                new Reading("a JSON object", "{}", fields -> fields.integers("f")),
                new Reading("an array", "[]", fields -> fields.objects("f")),
                new Reading("an array", "[]", fields -> fields.strings("f")));
    }

    @ParameterizedTest
    @MethodSource("readings")
    void takesOneTypeAndRefusesTheOthersByPath(Reading reading) {
        for (String sample : SAMPLES) {
            JsonFields fields =
                    JsonFields.parse("{\"o\":{\"f\":" + sample + "}}").fields("o");
            if (sample.equals(reading.fits())) {
                reading.read().accept(fields);
            } else {
                assertInvalidJson(() -> reading.read().accept(fields), "o.f must be " + reading.type() + ", but is ");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"f\":null}", "{\"F\":1}", "{\"f \":1}"})
    void whatIsAbsentOrNullIsMissingOrHasItsDefault(String text) {
        JsonFields fields = JsonFields.parse(text);

        assertThat(fields.has("f")).isFalse();
        assertThat(fields.optionalString("f")).isNull();
        assertThat(fields.optionalInteger("f")).isNull();
        assertThat(fields.optionalFields("f")).isNull();
        assertThat(fields.integer("f", 42)).isEqualTo(42);
        assertThat(fields.bool("f", true)).isTrue();
        assertThat(fields.object("f")).isEqualTo(JsonText.EMPTY_OBJECT);
        assertThat(fields.objects("f")).isEmpty();
        assertThat(fields.strings("f")).isEmpty();
        assertThat(fields.integers("f")).isEmpty();
        assertInvalidJson(() -> fields.string("f"), "f is required");
        assertInvalidJson(() -> fields.integer("f"), "f is required");
        assertInvalidJson(() -> fields.fields("f"), "f is required");
    }

    @Test
    void aFieldOfAnyTypeMayBeNullButNotAbsent() {
        assertThat(JsonFields.parse("{\"f\":null}").any("f")).isEqualTo(new Json.Null());
        assertInvalidJson(() -> JsonFields.parse("{}").any("f"), "f is required");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-0,0", "1,1", "-1,-1", "9223372036854775807,9223372036854775807"})
    void readsWholeNumbers(String text, long meant) {
        assertThat(JsonFields.parse("{\"f\":" + text + "}").integer("f")).isEqualTo(meant);
        assertThat(JsonFields.parse("{\"f\":-9223372036854775808}").integer("f", 1))
                .isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "-0.0", "1e2", "1E0", "0e0", "1.5", "\"1\"", "\"\"", "true", "[1]", "{\"a\":1}"})
    void refusesNumbersThatAreNoJsonIntegers(String text) {
        assertInvalidJson(
                () -> JsonFields.parse("{\"f\":" + text + "}").integer("f"), "f must be a whole number, but is ");
    }

    @Test
    void readsAnArrayOfAnything() {
        JsonFields fields = JsonFields.parse("{\"f\":[7,null,{}],\"empty\":[],\"null\":null,\"text\":\"[]\"}");
        assertThat(fields.array("f")).extracting(value -> value.text().value()).containsExactly("7", "null", "{}");
        assertThat(fields.array("empty")).isEmpty();
        assertInvalidJson(() -> fields.array("null"), "null is required");
        assertInvalidJson(() -> fields.array("absent"), "absent is required");
        assertInvalidJson(() -> fields.array("text"), "text must be an array, but is a string");
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808,9223372036854775807",
        "-9223372036854775809,-9223372036854775808",
        "100000000000000000000,9223372036854775807",
        "-7,-7"
    })
    void takesTheNearestOfAWholeNumberThatDoesNotFitWhereItIsAskedFor(String text, long nearest) {
        assertThat(JsonFields.parse("{\"f\":" + text + "}").optionalNearestInteger("f"))
                .isEqualTo(nearest);
        assertThat(JsonFields.parse("{\"f\":null}").optionalNearestInteger("f")).isNull();
        assertInvalidJson(
                () -> JsonFields.parse("{\"f\":" + text + ".5}").optionalNearestInteger("f"),
                "f must be a whole number, but is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "100000000000000000000"})
    void refusesWholeNumbersThatDoNotFit(String text) {
        assertThatThrownBy(() -> JsonFields.parse("{\"f\":" + text + "}").integer("f"))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection())
                                .isEqualTo(new Rejection.ValidationFailed("f must fit into 64 bits")));
        assertThatThrownBy(() -> JsonFields.parse("{\"f\":" + text.repeat(1000).replace("-", "1") + "}")
                        .integer("f"))
                .hasMessage("f must fit into 64 bits");
    }

    @Test
    void namesElementsAndMembersByTheirPath() {
        JsonFields fields =
                JsonFields.parse("{\"a\":[{\"b\":{\"c\":1}},{\"b\":{\"c\":\"x\"}}],\"s\":[\"x\",null],\"o\":[{},1]}");

        assertThat(fields.objects("a").get(0).fields("b").integer("c")).isEqualTo(1);
        assertThat(fields.objects("a").get(1).fields("b").path("c")).isEqualTo("a[1].b.c");
        assertInvalidJson(() -> fields.objects("a").get(1).fields("b").integer("c"), "a[1].b.c must be a whole number");
        assertInvalidJson(() -> fields.strings("s"), "s[1] must be a string, but is null");
        assertInvalidJson(() -> fields.objects("o"), "o[1] must be a JSON object, but is 1");
        assertInvalidJson(() -> JsonFields.parse("[]"), "the body must be a JSON object, but is an array");
        assertInvalidJson(() -> JsonFields.of("metadata", Json.parse("7")), "metadata must be a JSON object, but is 7");
    }

    @Test
    void shortensLongNumbersInMessages() {
        String number = "1." + "0".repeat(1000);
        assertThatThrownBy(() -> JsonFields.parse("{\"f\":" + number + "}").integer("f"))
                .hasMessage("f must be a whole number, but is " + number.substring(0, 40) + "…");
    }

    @Test
    void readsTheNumbersOfAnObject() {
        assertThat(JsonFields.parse("{\"f\":{\"a\":1,\"b\":-2}}").integers("f")).isEqualTo(Map.of("a", 1L, "b", -2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"2\"", "null", "true", "[]", "1e1"})
    void refusesMembersThatAreNoWholeNumbersAsValues(String text) {
        assertThatThrownBy(
                        () -> JsonFields.parse("{\"f\":{\"a\":" + text + "}}").integers("f"))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.ValidationFailed.class))
                .hasMessageStartingWith("f.a must be a whole number, but is ");
    }

    @Test
    void ignoresWhatNobodyAsksForAndKeepsTheText() {
        String text = "{ \"z\":1, \"a\" : {\"x\" : [ ] } , \"z\":2}";
        JsonFields fields = JsonFields.parse(text);

        assertThat(fields.names()).containsExactly("z", "a");
        assertThat(fields.text().value()).isEqualTo(text);
        assertThat(fields.object("a").value()).isEqualTo("{\"x\" : [ ] }");
        assertThat(fields.integer("z")).isEqualTo(2);
    }

    private static void assertInvalidJson(Runnable reading, String message) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.InvalidJson.class))
                .hasMessageStartingWith(message);
    }
}
