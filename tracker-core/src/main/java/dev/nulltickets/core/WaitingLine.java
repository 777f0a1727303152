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

    /**
     * The stages that were closed by limits while there was work in them, and the agents who found them so. Who tries
     * may be about to find one closed that has been freed meanwhile.
     */
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

    /** Take note that a stage was open for a waiter, who found nothing in it. */
    void open(StageKey stage, Waiter waiter) {
        Set<AgentId> agents = closed.get(stage);
        if (agents != null && agents.remove(waiter.agent()) && agents.isEmpty()) {
            closed.remove(stage);
        }
    }

    /** Call as many waiters as a signal may help. */
    void hear(WorkSignal signal) {
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
        Waiter first = asleep.first(permit, agentsAsleep(permit))
                .or(() -> trying.first(permit, permit.agents()))
                .orElse(null);
        if (first == null) {
            if (permit.signal() instanceof WorkSignal.Freed freed
                    && permit.failed().isEmpty()) {
                closed.remove(freed.stage());
            }
            return false;
        }
        asleep.remove(first);
        trying.remove(first);
        first.call(permit);
        return true;
    }

    /** Return the only agents asleep whom a permit may help, or null if it may help all. */
    private @Nullable Set<AgentId> agentsAsleep(Permit permit) {
        if (permit.signal() instanceof WorkSignal.Freed freed) {
            Set<AgentId> found = closed.get(freed.stage());
            if (found == null) {
                return Set.of();
            }
            return permit.narrowed() ? Set.copyOf(found) : null;
        }
        return permit.agents();
    }
}
