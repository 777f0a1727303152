package dev.nulltickets.core;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.run.ClaimRequest;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** Stand in a {@link WaitingLine}. Used under the lock of the {@link WaitingRoom}. */
final class Waiter {
    private final long number;
    private final ClaimRequest request;
    private final Condition condition;

    /** What lets it try again; it has not begun to. */
    private @Nullable Permit next;

    /** What lets it try just now. */
    private @Nullable Permit current;

    /** Let whoever has a lower number go first. */
    Waiter(long number, ClaimRequest request, Condition condition) {
        this.number = number;
        this.request = request;
        this.condition = condition;
    }

    long number() {
        return number;
    }

    AgentRole role() {
        return request.role();
    }

    AgentId agent() {
        return request.agentId();
    }

    Map<String, Long> limits() {
        return request.perState();
    }

    boolean isCalled() {
        return next != null;
    }

    void call(Permit permit) {
        next = permit;
        wake();
    }

    void wake() {
        condition.signal();
    }

    /** Sleep until called or cancelled, or until the time is over, and return how much of it is left. */
    long sleep(long nanos, Cancellation cancellation) throws InterruptedException {
        long left = nanos;
        while (!isCalled() && left > 0 && !cancellation.isCancelled()) {
            left = condition.awaitNanos(left);
        }
        return left;
    }

    /** Begin to try. */
    void begin() {
        current = takeNext();
    }

    /** Hand out the permit for a try that has not begun. */
    @Nullable
    Permit takeNext() {
        Permit taken = next;
        next = null;
        return taken;
    }

    /** Hand out the permit of the try that has begun. */
    @Nullable
    Permit takeCurrent() {
        Permit taken = current;
        current = null;
        return taken;
    }
}
