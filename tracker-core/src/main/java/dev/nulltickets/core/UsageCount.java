package dev.nulltickets.core;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TokenUsage;
import dev.nulltickets.core.trace.TraceLink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Count the tokens that spans report, each once. Frameworks report them again on what surrounds the call of a model,
 * the step or the agent, so a span counts only while no span below it reports any. Spans come in any order, those
 * below mostly first: a span that reports tokens notes so of all above it, as far as they are there, and one that
 * comes later, and of which that was noted, passes the note on.
 */
final class UsageCount {
    /** How far up the notes go: a tree that is deeper is none that was made by a program of this world. */
    static final int MOST_LEVELS = 100;

    private final Tx tx;
    private final Map<TraceLink, TraceLink> known = new HashMap<>();
    private final Map<String, Boolean> notedOf = new HashMap<>();

    UsageCount(Tx tx) {
        this.tx = tx;
    }

    /** Count spans that have just been added. */
    void countAdded(List<Span> spans) {
        // What covers takes back what was counted, so all are counted first.
        List<Span> covering = spans.stream().filter(this::counts).toList();
        covering.forEach(this::coverAbove);
    }

    /** Count spans that have been there, and belong to something only now. */
    void countLinked(List<Span> spans) {
        for (Span span : spans) {
            boolean unused = counts(span);
        }
    }

    /** Count a span unless it is covered, and say whether it covers those above it. */
    private boolean counts(Span span) {
        TokenUsage usage = span.usage();
        boolean covered = isCovered(span);
        if (usage != null && !covered) {
            add(span.link(), usage);
        }
        return usage != null || covered;
    }

    private boolean isCovered(Span span) {
        return notedOf.computeIfAbsent(span.traceId(), tx.usage()::coversAny)
                && tx.usage().isCovered(span.traceId(), span.spanId());
    }

    private void coverAbove(Span span) {
        String above = span.parentSpanId();
        for (int level = 0; level < MOST_LEVELS && above != null && !above.equals(span.spanId()); level++) {
            notedOf.put(span.traceId(), true);
            Span covered = tx.usage().cover(span.traceId(), above).orElse(null);
            if (covered != null && covered.usage() != null) {
                add(covered.link(), covered.usage().negated());
            }
            above = covered == null ? null : covered.parentSpanId();
        }
    }

    private void add(TraceLink link, TokenUsage usage) {
        TraceLink target = known.computeIfAbsent(link, this::known);
        if (!target.isNone()) {
            tx.usage().add(target, usage);
        }
    }

    /** Return what of a link is there: a name that means nothing here must not leave a sum for ever. */
    private TraceLink known(TraceLink link) {
        RunId run = link.run();
        TaskId task = link.task();
        return new TraceLink(
                run != null && tx.runs().find(run).isPresent() ? run : null,
                task != null && tx.tasks().find(task).isPresent() ? task : null);
    }
}
