package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.task.Task;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Order ready tasks so that those one agent may claim lie in two runs, its own and nobody's, each with the best first.
 *
 * @param assignee the agent, or empty for none
 * @param stage the stage, or {@link #ANY_STAGE} in the index over all stages
 */
record ClaimKey(String role, String assignee, StageKey stage, long priority, Instant createdAt, String id)
        implements Comparable<ClaimKey> {
    static final StageKey ANY_STAGE = new StageKey(new PipelineId(""), "");

    static final Comparator<Task> BEST_FIRST = Comparator.comparingLong(Task::priority)
            .reversed()
            .thenComparing(Task::createdAt)
            .thenComparing(task -> task.id().value());

    private static final Comparator<StageKey> BY_STAGE =
            Comparator.comparing((StageKey key) -> key.pipelineId().value()).thenComparing(StageKey::stage);

    private static final Comparator<ClaimKey> ORDER = Comparator.comparing(ClaimKey::role)
            .thenComparing(ClaimKey::assignee)
            .thenComparing(ClaimKey::stage, BY_STAGE)
            .thenComparing(Comparator.comparingLong(ClaimKey::priority).reversed())
            .thenComparing(ClaimKey::createdAt)
            .thenComparing(ClaimKey::id);

    static ClaimKey of(AgentRole role, Task task, StageKey stage) {
        return new ClaimKey(
                role.value(),
                name(task.assignee()),
                stage,
                task.priority(),
                task.createdAt(),
                task.id().value());
    }

    /** Make the place before all tasks of a stage. */
    static ClaimKey first(AgentRole role, @Nullable AgentId assignee, StageKey stage) {
        return new ClaimKey(role.value(), name(assignee), stage, Long.MAX_VALUE, Instant.MIN, "");
    }

    /** Make the place behind all tasks of this key's stage. */
    ClaimKey behindStage() {
        return new ClaimKey(role, assignee, stage, Long.MIN_VALUE, Instant.MAX, "");
    }

    boolean sameAgent(ClaimKey other) {
        return role.equals(other.role) && assignee.equals(other.assignee);
    }

    boolean sameRun(ClaimKey other) {
        return sameAgent(other) && stage.equals(other.stage);
    }

    @Override
    public int compareTo(ClaimKey other) {
        return ORDER.compare(this, other);
    }

    private static String name(@Nullable AgentId agent) {
        return agent == null ? "" : agent.value();
    }
}
