package dev.nulltickets.tck;

/**
 * Prove that a store keeps every promise of {@link dev.nulltickets.core.spi}. The author of an adapter writes one
 * class:
 *
 * <pre>{@code
 * class MyStoreTest implements TrackerStoreContract {
 *     @TempDir
 *     Path home;
 *
 *     @Override
 *     public StoreFactory stores() {
 *         return StoreFactory.durable((name, clock) -> MyStore.open(home.resolve(name), clock));
 *     }
 * }
 * }</pre>
 *
 * <p>and depends on {@code tracker-tck} in test scope. Every test opens a new store under a name of its own, and
 * closes it. A store that forgets what it held when it is closed is a {@link StoreFactory#forgetful}; one whose time
 * is not the given clock's says so by {@link StoreFactory#withTimeOfItsOwn()}. What such stores cannot do is skipped,
 * not passed.
 *
 * <p>Each part is an interface of its own. While an adapter grows, a class may implement only the parts that are done.
 *
 * @since 0.1.0
 */
public interface TrackerStoreContract
        extends PipelineContract,
                TaskContract,
                TaskListContract,
                ClaimContract,
                RunContract,
                LeaseContract,
                EventContract,
                GateContract,
                DependencyContract,
                AssignmentContract,
                IdempotencyContract,
                FigureContract,
                WorkFigureContract,
                ArtifactContract,
                EntryContract,
                EntrySearchContract,
                TraceContract,
                UsageContract,
                TextContract,
                TransactionContract,
                IsolationContract,
                ReadyContract,
                RaceContract,
                LifecycleContract,
                ModelContract,
                TrackerContract,
                TrackerBulkContract,
                TrackerBatchContract,
                TrackerQueueContract,
                TrackerArtifactContract,
                TrackerEntryContract,
                TrackerTraceContract,
                TrackerUsageContract,
                TrackerRetentionContract,
                TrackerRaceContract,
                TrackerWaitContract,
                TrackerWaitMomentContract,
                TrackerWaitRaceContract {}
