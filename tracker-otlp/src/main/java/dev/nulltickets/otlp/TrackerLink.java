package dev.nulltickets.otlp;

import dev.nulltickets.core.model.Checks;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hold the run and the task that attributes name. Immutable. */
record TrackerLink(@Nullable RunId run, @Nullable TaskId task) {
    /** The attribute that names a run. */
    static final String RUN = "nulltickets.run_id";

    /** The attribute that names a task. */
    static final String TASK = "nulltickets.task_id";

    /** Read what attributes name. */
    static TrackerLink of(List<KeyValue> attributes) {
        String run = text(attributes, RUN);
        String task = text(attributes, TASK);
        return new TrackerLink(run == null ? null : new RunId(run), task == null ? null : new TaskId(task));
    }

    /** Take from {@code other} what this does not name. */
    TrackerLink or(TrackerLink other) {
        return new TrackerLink(run == null ? other.run : run, task == null ? other.task : task);
    }

    /** Find the first text of a key. No id is as long as a name must not be, and an index could not hold it. */
    private static @Nullable String text(List<KeyValue> attributes, String key) {
        for (KeyValue attribute : attributes) {
            if (attribute.key().equals(key)
                    && attribute.value() instanceof AnyValue.Text text
                    && !text.value().isEmpty()
                    && text.value().length() <= Checks.MAX_NAME) {
                return text.value();
            }
        }
        return null;
    }
}
