package dev.nulltickets.tck.memory;

import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.spi.LeaseStore;
import dev.nulltickets.core.spi.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keep leases. */
final class MemoryLeases implements LeaseStore {
    private final Slot<LeaseTable> slot;

    MemoryLeases(Slot<LeaseTable> slot) {
        this.slot = slot;
    }

    LeaseTable outcome() {
        return slot.outcome();
    }

    LeaseTable table() {
        return slot.table();
    }

    @Override
    public Optional<Lease> find(LeaseId id) {
        return Optional.ofNullable(table().byId().get(id.value()));
    }

    @Override
    public Optional<Lease> of(RunId run) {
        return Optional.ofNullable(table().byRun().get(run.value()));
    }

    @Override
    public void grant(Lease lease) {
        Lease remnant = table().byTask().get(lease.taskId().value());
        if (remnant != null) {
            if (!remnant.expired()) {
                throw new IllegalStateException("the task has a lease already: " + lease.taskId());
            }
            slot.replace(table().minus(remnant));
        }
        if (find(lease.id()).isPresent() || of(lease.runId()).isPresent()) {
            throw new IllegalStateException("a new lease has an id or a run that is taken: " + lease.id());
        }
        slot.replace(table().plus(lease));
    }

    @Override
    public boolean extend(LeaseId id, long epoch, Instant until, Duration ttl) {
        return held(id, epoch)
                .map(lease -> replace(lease, again(lease, until, ttl, false)))
                .orElse(false);
    }

    @Override
    public boolean end(LeaseId id, long epoch) {
        Optional<Lease> held = held(id, epoch);
        held.ifPresent(lease -> slot.replace(table().minus(lease)));
        return held.isPresent();
    }

    @Override
    public boolean expire(LeaseId id, long epoch) {
        return held(id, epoch)
                .map(lease -> replace(lease, again(lease, lease.expiresAt(), lease.ttl(), true)))
                .orElse(false);
    }

    @Override
    public List<Lease> overdue(Instant now, int limit) {
        return table().ending().headMap(Dated.behind(now)).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public long held(TaskStore.StageKey stage, long most) {
        return Math.min(most, table().held().getOrDefault(stage, 0L));
    }

    private Optional<Lease> held(LeaseId id, long epoch) {
        return find(id).filter(lease -> !lease.expired() && lease.epoch() == epoch);
    }

    private boolean replace(Lease before, Lease after) {
        slot.replace(table().minus(before).plus(after));
        return true;
    }

    private static Lease again(Lease lease, Instant until, Duration ttl, boolean expired) {
        return new Lease(
                lease.id(),
                lease.runId(),
                lease.taskId(),
                lease.pipelineId(),
                lease.stage(),
                lease.tokenHash(),
                lease.epoch(),
                lease.grantedAt(),
                ttl,
                until,
                expired);
    }
}
