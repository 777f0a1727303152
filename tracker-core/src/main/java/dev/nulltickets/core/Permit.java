package dev.nulltickets.core;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.run.Claim;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.WorkSignal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Let one waiter try for what one signal was about.
 *
 * @param failed the limits of those who tried in vain: others with the same limits would, too
 * @param narrowed whether only those may help who found the stage closed before: it was open, and one of them found
 *     nothing in it, but for each of them there may be what is assigned to it
 */
record Permit(WorkSignal signal, Set<Map<String, Long>> failed, boolean narrowed) {
    Permit {
        failed = Set.copyOf(failed);
    }

    static Permit of(WorkSignal signal) {
        return new Permit(signal, Set.of(), false);
    }

    /** Return what is left for others after a try in vain, or null if that has shown that there is nothing. */
    @Nullable
    Permit afterVainTry(Map<String, Long> limits, Set<StageKey> closed) {
        return switch (signal) {
            case WorkSignal.Ready ready -> limits.isEmpty() ? null : withFailed(limits);
            case WorkSignal.Freed freed ->
                closed.contains(freed.stage()) ? withFailed(limits) : new Permit(signal, failed, true);
        };
    }

    /** Return the only agents whom it may help, or null if it may help all. */
    @Nullable
    Set<AgentId> agents() {
        return signal instanceof WorkSignal.Ready ready && ready.assignee() != null ? Set.of(ready.assignee()) : null;
    }

    /** Say whether a waiter with these limits may find what others did not. */
    boolean suits(Map<String, Long> limits) {
        return !failed.contains(limits)
                && switch (signal) {
                    case WorkSignal.Ready ready -> true;
                    case WorkSignal.Freed freed ->
                        limits.containsKey(freed.stage().stage());
                };
    }

    /** Say whether one of these claims took what the signal was about; else it may be there still. */
    boolean isUsedBy(List<Claim> claims) {
        return claims.stream().map(Claim::task).anyMatch(task -> switch (signal) {
            case WorkSignal.Ready ready -> Objects.equals(task.assignee(), ready.assignee());
            case WorkSignal.Freed freed -> freed.stage().equals(new StageKey(task.pipelineId(), task.stage()));
        });
    }

    private Permit withFailed(Map<String, Long> limits) {
        Set<Map<String, Long>> more = new HashSet<>(failed);
        more.add(limits);
        return new Permit(signal, more, narrowed);
    }
}
