package dev.nulltickets.core.trace;

/**
 * Count the tokens that calls of a model took, as spans report them. The input includes what was read from or written
 * to a cache, and the output what was spent on reasoning, so these are parts of the others and not to be added to them.
 *
 * @param model the model that answered, or was asked; empty if the spans do not say
 * @since 0.1.0
 */
public record TokenUsage(
        String model,
        long inputTokens,
        long outputTokens,
        long cacheReadInputTokens,
        long cacheCreationInputTokens,
        long reasoningOutputTokens) {
    /** The most tokens that one span may count: more is a mistake, and many of them would not fit a sum. */
    public static final long MOST_OF_A_SPAN = 1_000_000_000_000L;

    /** Count nothing of a model. */
    public static TokenUsage none(String model) {
        return new TokenUsage(model, 0, 0, 0, 0, 0);
    }

    /** Add what was counted elsewhere; the model stays. */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                model,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cacheReadInputTokens + other.cacheReadInputTokens,
                cacheCreationInputTokens + other.cacheCreationInputTokens,
                reasoningOutputTokens + other.reasoningOutputTokens);
    }

    /** Return what takes this back when it is added. */
    public TokenUsage negated() {
        return new TokenUsage(
                model,
                -inputTokens,
                -outputTokens,
                -cacheReadInputTokens,
                -cacheCreationInputTokens,
                -reasoningOutputTokens);
    }
}
