package dev.nulltickets.core;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.WorkSignal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keep the waiters of one role in the order they came, and call the first whom a permit may help. Each is asleep, or
 * tries, or is called: has a permit for a try that has not begun. Who is called needs no other permit, because its try
 * will see all that is committed by now. Used under the lock of the {@link WaitingRoom}.
 */
final class WaitingLine {
    private final WaitingPlaces asleep = new WaitingPlaces();
    private final WaitingPlaces trying = new WaitingPlaces();

    /** The stages that were closed by limits while there was work in them, and the agents who found them so. */
    private final Map<StageKey, Set<AgentId>> closed = new HashMap<>();

    private int length;

    boolean isEmpty() {
        return length == 0;
    }

    /** Let a waiter come to the end of the line. It begins to try at once. */
    void enter(Waiter waiter) {
        length++;
        trying.add(waiter);
    }

    void leave(Waiter waiter) {
        length--;
        asleep.remove(waiter);
        trying.remove(waiter);
    }

    /** Take note that a waiter's try was in vain. */
    void fallAsleep(Waiter waiter) {
        if (!waiter.isCalled()) {
            trying.remove(waiter);
            asleep.add(waiter);
        }
    }

    /** Take note that a waiter that was called tries. */
    void rise(Waiter waiter) {
        waiter.begin();
        trying.add(waiter);
    }

    /** Take note that a waiter may have found work if a stage had not been closed by limits. */
    void close(StageKey stage, Waiter waiter) {
        closed.computeIfAbsent(stage, key -> new HashSet<>()).add(waiter.agent());
    }

    /** Call as many waiters as a signal may help. */
    void hear(WorkSignal signal) {
        if (signal instanceof WorkSignal.Freed freed && !closed.containsKey(freed.stage())) {
            return;
        }
        Permit permit = Permit.of(signal);
        boolean more = true;
        for (int i = 0; more && i < signal.count(); i++) {
            more = call(permit);
        }
    }

    /** Hand on the permit of a waiter that leaves, if there is one. */
    void handOn(Waiter leaving, @Nullable Permit permit) {
        if (permit != null) {
            reopen(leaving, permit);
            call(permit);
        }
    }

    /** Take note that there may be more work in the stage that a permit was about. */
    void reopen(Waiter waiter, Permit permit) {
        if (permit.signal() instanceof WorkSignal.Freed freed) {
            close(freed.stage(), waiter);
        }
    }

    /**
     * Call the first waiter whom a permit may help: of those asleep, or else of those who try, because their try may
     * have begun too early to see what the permit is about. Return false if there is none.
     */
    boolean call(Permit permit) {
        Set<AgentId> agents = agents(permit);
        Waiter first = asleep.first(permit, agents)
                .or(() -> trying.first(permit, agents))
                .orElse(null);
        if (permit.signal() instanceof WorkSignal.Freed freed) {
            forget(freed.stage(), first, permit);
        }
        if (first == null) {
            return false;
        }
        asleep.remove(first);
        trying.remove(first);
        first.call(permit);
        return true;
    }

    /** Return the only agents whom a permit may help, or null if it may help all. */
    private @Nullable Set<AgentId> agents(Permit permit) {
        return switch (permit.signal()) {
            case WorkSignal.Ready ready -> ready.assignee() == null ? null : Set.of(ready.assignee());
            case WorkSignal.Freed freed ->
                permit.narrowed() ? Set.copyOf(closed.getOrDefault(freed.stage(), Set.of())) : null;
        };
    }

    /** Forget what is about to be found out anew. */
    private void forget(StageKey stage, @Nullable Waiter called, Permit permit) {
        Set<AgentId> agents = closed.get(stage);
        if (agents == null) {
            return;
        }
        if (called != null) {
            agents.remove(called.agent());
        }
        if (agents.isEmpty() || (called == null && permit.failed().isEmpty())) {
            closed.remove(stage);
        }
    }
}
