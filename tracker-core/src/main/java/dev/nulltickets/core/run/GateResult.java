package dev.nulltickets.core.run;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Record what a gate found in a run. Of several results of one gate the latest counts.
 *
 * @param id grows from result to result, over all runs
 * @since 0.1.0
 */
public record GateResult(
        long id,
        RunId runId,
        TaskId taskId,
        String gate,
        GateStatus status,
        JsonText evidence,
        @Nullable String actor,
        Instant at) {}
