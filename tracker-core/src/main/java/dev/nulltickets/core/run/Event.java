package dev.nulltickets.core.run;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import java.time.Instant;

/**
 * Record that something happened in a run.
 *
 * @param id grows from event to event, over all runs
 * @param data a JSON object
 * @since 0.1.0
 */
public record Event(long id, RunId runId, TaskId taskId, Instant at, String kind, JsonText data) {}
