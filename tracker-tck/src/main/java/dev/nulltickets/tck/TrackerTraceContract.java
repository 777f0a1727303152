package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Traces;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.core.trace.TraceReceipt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Try on a store how traces are taken in.
 *
 * @since 0.1.0
 */
public interface TrackerTraceContract extends StoreContract {
    @Test
    default void spansAreReadBackByTraceRunAndTask(StoreFixture stores) {
        Desk desk = new Desk(stores);
        desk.create(task -> task);
        Run run = desk.claim("coder").run();
        Span linked = new SpanSample(1).run(run.id()).task(run.taskId()).full("linked");
        Span loose = new SpanSample(2).made();

        Traces traces = desk.tracker().traces();
        TraceReceipt first = traces.ingest(bytes("{}"), "application/json", decoded(loose, linked));
        TraceReceipt again = traces.ingest(bytes("{}"), null, decoded(loose));

        assertThat(first.batchId()).isPositive();
        assertThat(again.batchId()).isGreaterThan(first.batchId());
        assertThat(first.traces()).isEqualTo(decoded(loose, linked));
        assertThat(traces.ofTrace(SpanSample.traceId(1), 10)).containsExactly(loose, linked);
        assertThat(traces.ofTrace(SpanSample.traceId(1), 1)).containsExactly(loose);
        assertThat(traces.ofRun(run.id(), 10)).containsExactly(linked);
        assertThat(traces.ofTask(run.taskId(), 10)).containsExactly(linked);
    }

    @Test
    default void whatCannotBeReadIsKeptToo(StoreFixture stores) {
        Traces traces = new Tracker(stores.store()).traces();
        DecodedTraces unread = new DecodedTraces(TraceEncoding.BLOB, List.of(), 0, "");
        assertThat(traces.ingest(new byte[] {0, -1}, "application/x-protobuf", unread)
                        .batchId())
                .isPositive();
    }

    private static DecodedTraces decoded(Span... spans) {
        return new DecodedTraces(TraceEncoding.JSON, List.of(spans), 0, "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
