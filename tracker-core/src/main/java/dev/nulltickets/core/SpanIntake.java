package dev.nulltickets.core;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.TraceStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceLink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Take in spans in one transaction: link them, keep them, count their tokens.
 *
 * <p>A span that names a run, and no task, belongs to the run's task too. A span that names neither belongs to what its
 * trace is linked to, and that is what the first span of the trace named that named anything: first by the order of
 * arrival, within an export by the order of its spans. It holds both ways: for spans that come with or after that one,
 * and for those that came before, which are linked in steps.
 */
final class SpanIntake {
    /** The most spans that came before that are linked in one transaction. */
    static final int STEP = 200;

    private final Tx tx;
    private final Map<RunId, TraceLink> byRun = new HashMap<>();
    private final Map<String, TraceLink> byTrace = new HashMap<>();
    private final UsageCount usage;
    private boolean linkedATrace;

    SpanIntake(Tx tx) {
        this.tx = tx;
        this.usage = new UsageCount(tx);
    }

    /**
     * Take in spans of a batch.
     *
     * @param named what the spans of the whole export name first, by trace
     */
    void add(long batchId, List<Span> spans, Map<String, TraceLink> named) {
        List<Span> linked = spans.stream().map(span -> linked(span, named)).toList();
        usage.countAdded(tx.traces().add(batchId, linked));
        if (linkedATrace) {
            inherit(STEP);
        }
    }

    /** Take a step in linking the spans that came before their trace was linked. Return whether there may be more. */
    boolean inherit(int most) {
        TraceStore.Inheritance step = tx.traces().inherit(most);
        usage.countLinked(step.spans());
        return step.more();
    }

    private Span linked(Span span, Map<String, TraceLink> named) {
        TraceLink ofTrace = byTrace.computeIfAbsent(span.traceId(), trace -> link(trace, named));
        TraceLink own = span.link();
        TraceLink link = own.isNone() ? ofTrace : completed(own);
        return link.equals(own) ? span : span.linkedTo(link);
    }

    private TraceLink link(String trace, Map<String, TraceLink> named) {
        TraceLink first = named.get(trace);
        if (first != null && tx.traces().link(trace, completed(first))) {
            linkedATrace = true;
            return completed(first);
        }
        return tx.traces().link(trace).orElse(TraceLink.NONE);
    }

    private TraceLink completed(TraceLink link) {
        RunId run = link.run();
        return run == null || link.task() != null
                ? link
                : byRun.computeIfAbsent(
                        run,
                        id -> new TraceLink(
                                id, tx.runs().find(id).map(Run::taskId).orElse(null)));
    }
}
