package dev.nulltickets.core.trace;

/**
 * Confirm that a batch of spans was stored.
 *
 * @param batchId grows from batch to batch
 * @since 0.1.0
 */
public record TraceReceipt(long batchId, DecodedTraces traces) {}
