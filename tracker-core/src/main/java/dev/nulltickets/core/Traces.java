package dev.nulltickets.core;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.KeptSpan;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keep OpenTelemetry traces beside the runs that they belong to. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Traces {
    private static final Paging<KeptSpan, Cursor.Started> SPANS = new Paging<>(
            kept -> new Cursor.Started(kept.span().startNanos(), kept.id()),
            kept -> kept.span().characters()
                    + kept.span().resource().attributes().value().length()
                    + kept.span().scope().attributes().value().length());

    private final TrackerStore store;
    private final @Nullable TraceLane lane;

    /** Take turns with other exports in a lane; or take none, inside of a transaction that is open already. */
    Traces(TrackerStore store, @Nullable TraceLane lane) {
        this.store = store;
        this.lane = lane;
    }

    /**
     * Keep a batch as it was sent, and the spans that were read out of it. What is large is kept in several
     * transactions, so that nobody else waits for long; each is whole, and when this returns all are done. One that
     * fails half-way is mended by sending it again, since a span is kept once. Inside of {@link Tracker#transaction}
     * and {@link Tracker#once} all is one transaction.
     *
     * @param body the bytes that were sent
     * @param contentType what the sender says that they are, or null
     */
    public TraceReceipt ingest(byte[] body, @Nullable String contentType, DecodedTraces traces) {
        Export export = new Export(body, contentType == null ? "" : contentType, traces);
        return lane == null ? ingest(export) : lane.export(() -> ingest(export));
    }

    private TraceReceipt ingest(Export export) {
        long batch = 0;
        do {
            long before = batch;
            batch = turn(tx -> export.keepNext(tx, before));
            export.passOn();
        } while (export.hasNext());
        return new TraceReceipt(batch, export.traces());
    }

    private <R> R turn(Function<? super Tx, ? extends R> part) {
        return lane == null ? store.write(part) : lane.turn(() -> store.writeYielding(part));
    }

    /**
     * Return a page of the spans that are linked to a run, by start.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound} if there is no such run
     */
    public Page<Span> ofRun(RunId run, PageRequest<Cursor.Started> page) {
        return store.read(tx -> {
            Runs.existing(tx, run);
            return spans(SPANS.read(page, (after, limit) -> tx.traces().ofRun(run, after, limit)));
        });
    }

    /**
     * Return a page of the spans that are linked to a task, by start.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound} if there is no such task
     */
    public Page<Span> ofTask(TaskId task, PageRequest<Cursor.Started> page) {
        return store.read(tx -> {
            Tasks.existing(tx, task);
            return spans(SPANS.read(page, (after, limit) -> tx.traces().ofTask(task, after, limit)));
        });
    }

    /**
     * Return a page of the spans of a trace, by start.
     *
     * @param traceId 32 lower-case hex digits
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound} if there is no span of such a trace
     */
    public Page<Span> ofTrace(String traceId, PageRequest<Cursor.Started> page) {
        return store.read(tx -> {
            Page<Span> spans =
                    spans(SPANS.read(page, (after, limit) -> tx.traces().ofTrace(traceId, after, limit)));
            if (spans.items().isEmpty() && tx.traces().ofTrace(traceId, null, 1).isEmpty()) {
                throw new Rejection.NotFound("trace", traceId).asException();
            }
            return spans;
        });
    }

    private static Page<Span> spans(Page<KeptSpan> page) {
        List<Span> spans = new ArrayList<>();
        page.items().forEach(kept -> spans.add(kept.span()));
        return new Page<>(spans, page.next());
    }
}
