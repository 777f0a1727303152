package dev.nulltickets.tck.memory;

/** Hold everything that is committed, as of one instant. Immutable. */
record State(
        MemoryPipelines.Table pipelines,
        TaskTable tasks,
        MemoryDependencies.Table dependencies,
        MemoryAssignments.Table assignments,
        MemoryRuns.Table runs,
        LeaseTable leases,
        MemoryEvents.Table events,
        MemoryGates.Table gates,
        MemoryArtifacts.Table artifacts,
        EntryTable entries,
        MemoryTraces.Table traces,
        MemoryUsage.Table usage,
        MemoryIdempotency.Table idempotency) {
    static final State EMPTY = new State(
            MemoryPipelines.Table.EMPTY,
            TaskTable.EMPTY,
            MemoryDependencies.Table.EMPTY,
            MemoryAssignments.Table.EMPTY,
            MemoryRuns.Table.EMPTY,
            LeaseTable.EMPTY,
            MemoryEvents.Table.EMPTY,
            MemoryGates.Table.EMPTY,
            MemoryArtifacts.Table.EMPTY,
            EntryTable.EMPTY,
            MemoryTraces.Table.EMPTY,
            MemoryUsage.Table.EMPTY,
            MemoryIdempotency.Table.EMPTY);
}
