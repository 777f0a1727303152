package dev.nulltickets.core.spi;

import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TokenUsage;
import dev.nulltickets.core.trace.TraceLink;
import java.util.Optional;

/**
 * Sum up tokens, and remember which spans do not count because what they report is that of spans below them. The sums
 * stay when spans are deleted.
 *
 * @since 0.1.0
 */
public interface UsageStore extends UsageReader {
    /** Add to the sums of a model; what is added may be negative. */
    void add(TraceLink link, TokenUsage usage);

    /**
     * Note that a span below this one reports usage. The span itself need not be there. Return it, if it is there and
     * this is news.
     */
    Optional<Span> cover(String traceId, String spanId);

    /** Say whether anything was noted of a trace by {@link #cover}. */
    boolean coversAny(String traceId);

    /** Say whether {@link #cover} was told of a span. */
    boolean isCovered(String traceId, String spanId);
}
