package dev.nulltickets.core;

import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.trace.TokenUsage;
import java.util.List;

/**
 * Show a run with what its spans report.
 *
 * @param usage the tokens, a sum for each model
 * @since 0.1.0
 */
public record RunDetails(Run run, List<TokenUsage> usage) {
    public RunDetails {
        usage = List.copyOf(usage);
    }
}
