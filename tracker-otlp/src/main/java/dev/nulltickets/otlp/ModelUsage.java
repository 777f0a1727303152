package dev.nulltickets.otlp;

import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.trace.TokenUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Read out of the attributes of a span how many tokens a model took, by the semantic conventions for generative AI.
 * Where an attribute has had another name, that is read if the present one is absent.
 */
final class ModelUsage {
    private static final String PREFIX = "gen_ai.";
    private static final List<String> MODEL = List.of("gen_ai.response.model", "gen_ai.request.model");
    private static final List<String> INPUT = List.of("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens");
    private static final List<String> OUTPUT = List.of("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens");
    private static final List<String> CACHE_READ =
            List.of("gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens");
    private static final List<String> CACHE_CREATION =
            List.of("gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_creation_input_tokens");
    private static final List<String> REASONING =
            List.of("gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens");
    private static final Set<String> USAGE = Stream.of(INPUT, OUTPUT, CACHE_READ, CACHE_CREATION, REASONING)
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());

    private ModelUsage() {}

    /** Return what attributes report; null if they report nothing, or only that nothing was taken. */
    static @Nullable TokenUsage of(List<KeyValue> attributes) {
        Map<String, AnyValue> named = new HashMap<>();
        boolean reports = false;
        for (KeyValue attribute : attributes) {
            if (attribute.key().startsWith(PREFIX)) {
                boolean first = named.putIfAbsent(attribute.key(), attribute.value()) == null;
                reports |= first && USAGE.contains(attribute.key()) && tokens(attribute.value()) > 0;
            }
        }
        return reports
                ? new TokenUsage(
                        model(named),
                        tokens(named, INPUT),
                        tokens(named, OUTPUT),
                        tokens(named, CACHE_READ),
                        tokens(named, CACHE_CREATION),
                        tokens(named, REASONING))
                : null;
    }

    private static String model(Map<String, AnyValue> named) {
        for (String name : MODEL) {
            if (named.get(name) instanceof AnyValue.Text text && !text.value().isBlank()) {
                return shortened(text.value());
            }
        }
        return "";
    }

    private static String shortened(String model) {
        if (model.length() <= Checks.MAX_NAME) {
            return model;
        }
        boolean splits = Character.isHighSurrogate(model.charAt(Checks.MAX_NAME - 1));
        return model.substring(0, splits ? Checks.MAX_NAME - 1 : Checks.MAX_NAME);
    }

    private static long tokens(Map<String, AnyValue> named, List<String> names) {
        for (String name : names) {
            AnyValue value = named.get(name);
            if (value != null && tokens(value) >= 0) {
                return tokens(value);
            }
        }
        return 0;
    }

    /** Return a count, at most that of a span; negative for what is none. */
    private static long tokens(AnyValue value) {
        if (value instanceof AnyValue.Whole whole) {
            return Math.min(whole.value(), TokenUsage.MOST_OF_A_SPAN);
        }
        // Languages whose numbers are all of double precision send them so.
        return value instanceof AnyValue.Real real && real.value() >= 0
                ? (long) Math.min(real.value(), TokenUsage.MOST_OF_A_SPAN)
                : -1;
    }
}
