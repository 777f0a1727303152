package dev.nulltickets.core.spi;

import java.time.Instant;

/**
 * Reach what is stored, as of one snapshot. Valid only until the function it was handed to returns, and only on that
 * function's thread; after that, and elsewhere, every call throws {@link IllegalStateException}.
 *
 * @since 0.1.0
 */
public interface ReadTx {
    /** Return the time of this transaction, to the millisecond. It is the same in the whole transaction. */
    Instant now();

    PipelineReader pipelines();

    TaskReader tasks();

    DependencyReader dependencies();

    AssignmentReader assignments();

    RunReader runs();

    LeaseReader leases();

    EventReader events();

    GateReader gates();

    ArtifactReader artifacts();

    EntryReader entries();

    TraceReader traces();

    UsageReader usage();

    FigureReader figures();
}
