package dev.nulltickets.core;

import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceLink;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keep an export of traces part by part, each small enough that others do not wait for it: first the bytes, and with
 * the last of them the first spans. Not safe for use by several threads.
 */
final class Export {
    /** The most bytes of the body in one part. */
    static final int MOST_BYTES = 256 * 1024;

    /** The most spans in one part. */
    static final int MOST_SPANS = 64;

    /** About the most characters of spans in one part, unless a single span has more. */
    static final int MOST_CHARACTERS = 256 * 1024;

    private final byte[] body;
    private final String contentType;
    private final DecodedTraces traces;
    private final Map<String, TraceLink> named = new HashMap<>();
    private int keptBytes;
    private int keptSpans;
    private int nextBytes;
    private int nextSpans;

    Export(byte[] body, String contentType, DecodedTraces traces) {
        this.body = body;
        this.contentType = contentType;
        this.traces = traces;
        for (Span span : traces.spans()) {
            if (!span.link().isNone()) {
                named.putIfAbsent(span.traceId(), span.link());
            }
        }
        measure();
    }

    DecodedTraces traces() {
        return traces;
    }

    /** Say whether there is a part that was not passed. */
    boolean hasNext() {
        return keptBytes < body.length || keptSpans < traces.spans().size();
    }

    /**
     * Keep the next part, and return the batch that it is in. May be run again.
     *
     * @param batch that of the part before, or 0 for the first
     */
    long keepNext(Tx tx, long batch) {
        byte[] bytes = Arrays.copyOfRange(body, keptBytes, nextBytes);
        long into = batch;
        if (batch == 0 || !tx.traces().holds(batch)) { // It may have been deleted meanwhile, to make room.
            into = tx.traces()
                    .append(
                            tx.now(),
                            contentType,
                            traces.encoding(),
                            bytes,
                            traces.spans().size());
        } else if (bytes.length > 0) {
            tx.traces().extend(batch, bytes);
        }
        List<Span> spans = traces.spans().subList(keptSpans, nextSpans);
        if (!spans.isEmpty()) {
            new SpanIntake(tx).add(into, spans, named);
        }
        return into;
    }

    /** Go on to the part behind. */
    void passOn() {
        keptBytes = nextBytes;
        keptSpans = nextSpans;
        measure();
    }

    private void measure() {
        nextBytes = Math.min(body.length, keptBytes + MOST_BYTES);
        if (nextBytes < body.length) {
            return;
        }
        List<Span> spans = traces.spans();
        long characters = 0;
        while (nextSpans < spans.size() && nextSpans - keptSpans < MOST_SPANS && characters < MOST_CHARACTERS) {
            characters += spans.get(nextSpans++).characters();
        }
    }
}
