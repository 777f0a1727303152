package dev.nulltickets.tck.memory;

import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/**
 * Hold leases with every index over them. Immutable.
 *
 * @param ending those that are not marked as expired, by the time they end
 * @param granted the same, by the time they were granted
 * @param held how many of those are in each stage
 */
record LeaseTable(
        TreePMap<String, Lease> byId,
        TreePMap<String, Lease> byTask,
        TreePMap<String, Lease> byRun,
        TreePMap<Dated, Lease> ending,
        TreePMap<Dated, Lease> granted,
        HashPMap<StageKey, Long> held) {
    static final LeaseTable EMPTY = new LeaseTable(
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            TreePMap.empty(),
            HashTreePMap.empty());

    LeaseTable plus(Lease lease) {
        String id = lease.id().value();
        return new LeaseTable(
                byId.plus(id, lease),
                byTask.plus(lease.taskId().value(), lease),
                byRun.plus(lease.runId().value(), lease),
                lease.expired() ? ending : ending.plus(new Dated(lease.expiresAt(), id), lease),
                lease.expired() ? granted : granted.plus(new Dated(lease.grantedAt(), id), lease),
                counted(lease, 1));
    }

    LeaseTable minus(Lease lease) {
        String id = lease.id().value();
        return new LeaseTable(
                byId.minus(id),
                byTask.minus(lease.taskId().value()),
                byRun.minus(lease.runId().value()),
                ending.minus(new Dated(lease.expiresAt(), id)),
                granted.minus(new Dated(lease.grantedAt(), id)),
                counted(lease, -1));
    }

    static StageKey stageOf(Lease lease) {
        return new StageKey(lease.pipelineId(), lease.stage());
    }

    private HashPMap<StageKey, Long> counted(Lease lease, long sign) {
        if (lease.expired()) {
            return held;
        }
        StageKey stage = stageOf(lease);
        return held.plus(stage, held.getOrDefault(stage, 0L) + sign);
    }
}
