package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.WorkSignal;
import dev.nulltickets.core.task.Task;
import dev.nulltickets.core.task.TaskState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collect what written tasks mean for those who wait for work. Not safe for use by several threads. */
final class WorkMade {
    private record For(AgentRole role, @Nullable AgentId assignee) {}

    private record Bench(AgentRole role, StageKey stage) {}

    /** For whom each task is ready that was written; empty for nobody. */
    private final Map<TaskId, Optional<For>> written = new HashMap<>();

    private final Map<Bench, Integer> freed = new HashMap<>();

    void wrote(@Nullable Task before, Task after) {
        AgentRole role = after.state() == TaskState.READY ? after.role() : null;
        written.put(after.id(), role == null ? Optional.empty() : Optional.of(new For(role, after.assignee())));
        if (before != null
                && before.state() == TaskState.LEASED
                && after.state() != TaskState.LEASED
                && before.role() != null) {
            StageKey stage = new StageKey(before.pipelineId(), before.stage());
            freed.merge(new Bench(before.role(), stage), 1, Integer::sum);
        }
    }

    List<WorkSignal> signals() {
        Map<For, Integer> ready = new HashMap<>();
        written.values().forEach(one -> one.ifPresent(whom -> ready.merge(whom, 1, Integer::sum)));
        List<WorkSignal> signals = new ArrayList<>();
        freed.forEach((bench, count) -> signals.add(new WorkSignal.Freed(bench.role(), bench.stage(), count)));
        ready.forEach((whom, count) -> signals.add(new WorkSignal.Ready(whom.role(), whom.assignee(), count)));
        return signals;
    }
}
