package dev.nulltickets.http;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.trace.TokenUsage;
import java.util.List;

/** Show the tokens that spans report: their sum, and the sum of each model. */
final class UsageView {
    private UsageView() {}

    static JsonText of(List<TokenUsage> byModel) {
        TokenUsage sum = byModel.stream().reduce(TokenUsage.none(""), TokenUsage::plus);
        return counts(new JsonObject(), sum)
                .putAll(
                        "by_model",
                        byModel.stream().filter(UsageView::isAny).toList(),
                        usage -> counts(new JsonObject().put("model", usage.model()), usage)
                                .build())
                .build();
    }

    /** Say whether anything is left: what spans below report is taken from those above them. */
    private static boolean isAny(TokenUsage usage) {
        return !usage.equals(TokenUsage.none(usage.model()));
    }

    private static JsonObject counts(JsonObject view, TokenUsage usage) {
        return view.put("input_tokens", usage.inputTokens())
                .put("output_tokens", usage.outputTokens())
                .put("cache_read_input_tokens", usage.cacheReadInputTokens())
                .put("cache_creation_input_tokens", usage.cacheCreationInputTokens())
                .put("reasoning_output_tokens", usage.reasoningOutputTokens());
    }
}
