package dev.nulltickets.core.trace;

/**
 * Hold a span with its place among those that are kept.
 *
 * @param id grows from span to span, in the order in which they were added
 * @since 0.1.0
 */
public record KeptSpan(long id, Span span) {}
