package dev.nulltickets.core.spi;

import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.run.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Keep leases: at most one for each task.
 *
 * @since 0.1.0
 */
public interface LeaseStore extends LeaseReader {
    /** Add a lease, in place of an expired one that may be left of its task. */
    void grant(Lease lease);

    /** Give a lease more time, and a TTL. Return false if it is gone, expired, or of another epoch. */
    boolean extend(LeaseId id, long epoch, Instant until, Duration ttl);

    /** Drop a lease. Return false if it is gone, expired, or of another epoch. */
    boolean end(LeaseId id, long epoch);

    /** Mark a lease as expired. Return false if it is gone, expired already, or of another epoch. */
    boolean expire(LeaseId id, long epoch);

    /** Return at most {@code limit} leases that end at {@code now} or before and are not marked, the earliest first. */
    List<Lease> overdue(Instant now, int limit);

    /** Count the leases in a stage that are not marked as expired, but no further than {@code most}. */
    long held(TaskStore.StageKey stage, long most);
}
