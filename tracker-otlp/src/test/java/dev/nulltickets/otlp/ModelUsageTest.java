package dev.nulltickets.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.trace.TokenUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelUsageTest {
    private static @Nullable TokenUsage usage(String attributes) {
        return Requests.span(Requests.ofSpan("\"attributes\":[" + attributes + "]"))
                .usage();
    }

    private static String text(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
    }

    private static String number(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":" + value + "}";
    }

    private static String whole(String key, long value) {
        return number(key, "{\"intValue\":\"" + value + "\"}");
    }

    @Test
    void everyCountAndTheModelThatAnsweredAreRead() {
        String attributes = String.join(
                ",",
                text("gen_ai.operation.name", "chat"),
                text("gen_ai.request.model", "asked"),
                text("gen_ai.response.model", "answered"),
                whole("gen_ai.usage.input_tokens", 1_000),
                whole("gen_ai.usage.output_tokens", 200),
                whole("gen_ai.usage.cache_read.input_tokens", 30),
                whole("gen_ai.usage.cache_creation.input_tokens", 4),
                whole("gen_ai.usage.reasoning.output_tokens", 5));
        assertThat(usage(attributes)).isEqualTo(new TokenUsage("answered", 1_000, 200, 30, 4, 5));
    }

    @Test
    void whatIsAbsentIsNothing() {
        assertThat(usage("")).isNull();
        assertThat(usage(text("gen_ai.request.model", "m"))).isNull();
        assertThat(usage(text("gen_ai.usage.input_tokens", "7"))).isNull();
        assertThat(usage(whole("gen_ai.usage.input_tokens", -1))).isNull();
        // Else it would take from the agent around it what that one reports.
        assertThat(usage(whole("gen_ai.usage.input_tokens", 0))).isNull();
        assertThat(usage(number("gen_ai.usage.output_tokens", "{\"doubleValue\":0.5}")))
                .isNull();
        assertThat(usage(whole("gen_ai.usage.output_tokens", 3) + "," + text("gen_ai.request.model", "asked")))
                .isEqualTo(new TokenUsage("asked", 0, 3, 0, 0, 0));
        assertThat(usage(whole("gen_ai.usage.output_tokens", 3) + "," + text("gen_ai.request.model", " ")))
                .isEqualTo(new TokenUsage("", 0, 3, 0, 0, 0));
    }

    @Test
    void earlierNamesAreReadWhereThePresentOnesAreAbsent() {
        assertThat(usage(whole("gen_ai.usage.prompt_tokens", 1) + "," + whole("gen_ai.usage.completion_tokens", 2)))
                .isEqualTo(new TokenUsage("", 1, 2, 0, 0, 0));
        assertThat(usage(whole("gen_ai.usage.prompt_tokens", 1) + "," + whole("gen_ai.usage.input_tokens", 5)))
                .isEqualTo(new TokenUsage("", 5, 0, 0, 0, 0));
    }

    @Test
    void numbersOfDoublePrecisionCountAndNoneIsTooLarge() {
        assertThat(usage(number("gen_ai.usage.input_tokens", "{\"doubleValue\":12.0}")))
                .isEqualTo(new TokenUsage("", 12, 0, 0, 0, 0));
        assertThat(usage(number("gen_ai.usage.input_tokens", "{\"doubleValue\":\"NaN\"}")))
                .isNull();
        assertThat(usage(whole("gen_ai.usage.input_tokens", Long.MAX_VALUE)))
                .isEqualTo(new TokenUsage("", TokenUsage.MOST_OF_A_SPAN, 0, 0, 0, 0));
        assertThat(usage(number("gen_ai.usage.input_tokens", "{\"doubleValue\":1e300}")))
                .isEqualTo(new TokenUsage("", TokenUsage.MOST_OF_A_SPAN, 0, 0, 0, 0));
    }

    @Test
    void aModelHasTheLengthOfAName() {
        String model = "x".repeat(254) + "😀";
        TokenUsage read = usage(whole("gen_ai.usage.input_tokens", 1) + "," + text("gen_ai.request.model", model));
        assertThat(read).isNotNull();
        assertThat(read.model()).isEqualTo("x".repeat(254));
    }
}
