package dev.nulltickets.core.spi;

/**
 * Reach and change what is stored, in one transaction. Reads see the transaction's own writes. Valid only until the
 * function it was handed to returns, and only on that function's thread; after that, and elsewhere, every call throws
 * {@link IllegalStateException}.
 *
 * @since 0.1.0
 */
public interface Tx extends ReadTx {
    @Override
    PipelineStore pipelines();

    @Override
    TaskStore tasks();

    @Override
    DependencyStore dependencies();

    @Override
    AssignmentStore assignments();

    @Override
    RunStore runs();

    @Override
    LeaseStore leases();

    @Override
    EventStore events();

    @Override
    GateStore gates();

    @Override
    ArtifactStore artifacts();

    @Override
    EntryStore entries();

    @Override
    TraceStore traces();

    @Override
    UsageStore usage();

    IdempotencyStore idempotency();
}
