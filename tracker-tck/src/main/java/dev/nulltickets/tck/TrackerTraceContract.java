package dev.nulltickets.tck;

import static dev.nulltickets.tck.TracedDesk.bytes;
import static dev.nulltickets.tck.TracedDesk.decoded;
import static dev.nulltickets.tck.TracedDesk.ingest;
import static dev.nulltickets.tck.TracedDesk.numbers;
import static dev.nulltickets.tck.TracedDesk.ofRun;
import static dev.nulltickets.tck.TracedDesk.ofTask;
import static dev.nulltickets.tck.TracedDesk.ofTrace;
import static dev.nulltickets.tck.TracedDesk.run;
import static dev.nulltickets.tck.TracedDesk.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nulltickets.core.Traces;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.core.trace.TraceLink;
import dev.nulltickets.core.trace.TraceReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        Run run = run(desk);
        Span linked = new SpanSample(1).run(run.id()).task(run.taskId()).full("linked");
        Span other = new SpanSample(2).task(new TaskId("of no task")).made();

        Traces traces = desk.tracker().traces();
        TraceReceipt first = traces.ingest(bytes("{}"), "application/json", decoded(other, linked));
        TraceReceipt again = traces.ingest(bytes("{}"), null, decoded(other));

        assertThat(first.batchId()).isPositive();
        assertThat(again.batchId()).isGreaterThan(first.batchId());
        assertThat(first.traces()).isEqualTo(decoded(other, linked));
        assertThat(ofTrace(desk, 1)).containsExactly(other, linked);
        assertThat(traces.ofTrace(SpanSample.traceId(1), PageRequest.first(1)).items())
                .containsExactly(other);
        assertThat(ofRun(desk, run)).containsExactly(linked);
        assertThat(ofTask(desk, run)).containsExactly(linked);
    }

    @Test
    default void whatIsNotThereHasNoSpans(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        Traces traces = desk.tracker().traces();
        traces.ingest(
                bytes(""),
                null,
                decoded(new SpanSample(1).run(new RunId("none")).made()));
        assertThat(ofRun(desk, run)).isEmpty();
        assertThat(ofTask(desk, run)).isEmpty();
        List<Runnable> reads = List.of(
                () -> traces.ofRun(new RunId("none"), PageRequest.first(1)),
                () -> traces.ofTask(new TaskId("none"), PageRequest.first(1)),
                () -> traces.ofTrace(SpanSample.traceId(2), PageRequest.first(1)));
        for (Runnable read : reads) {
            assertThatExceptionOfType(RejectedException.class)
                    .isThrownBy(read::run)
                    .withMessageStartingWith("no ");
        }
    }

    @Test
    default void aLargeExportIsKeptWholeInParts(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        Span[] spans = new Span[1_500];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = new SpanSample(i + 1)
                    .start(i / 2)
                    .run(run.id())
                    .task(run.taskId())
                    .made();
        }
        TraceReceipt receipt = desk.tracker().traces().ingest(new byte[700_000], "x", decoded(spans));
        assertThat(receipt.batchId()).isEqualTo(1);
        assertThat(walk(after -> desk.tracker().traces().ofRun(run.id(), new PageRequest<>(700, after))))
                .containsExactly(spans);
        assertThat(walk(after -> desk.tracker().traces().ofTrace(SpanSample.traceId(1), new PageRequest<>(7, after))))
                .containsExactly(spans);
        long kept = stores.<Long>read(tx -> tx.traces().bytes());
        assertThat(kept)
                .isEqualTo(
                        700_000 + Stream.of(spans).mapToLong(Span::characters).sum());
    }

    @Test
    default void spansOfOneStartArePagedWithoutLossOrRepetition(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        List<Span> spans = new ArrayList<>();
        for (int i = 1; i <= 250; i++) {
            // Ids that fall, so that they are not in the order in which the spans come.
            spans.add(new SpanSample(1_000 - i)
                    .start(7)
                    .run(run.id())
                    .task(run.taskId())
                    .made());
        }
        Traces traces = desk.tracker().traces();
        for (Span span : spans) {
            assertThat(traces.ingest(bytes(""), null, decoded(span)).batchId()).isPositive();
        }
        for (int limit : List.of(1, 9, 50, 249, 250)) {
            assertThat(walk(after -> traces.ofRun(run.id(), new PageRequest<>(limit, after))))
                    .containsExactlyElementsOf(spans);
            assertThat(walk(after -> traces.ofTask(run.taskId(), new PageRequest<>(limit, after))))
                    .containsExactlyElementsOf(spans);
            assertThat(walk(after -> traces.ofTrace(SpanSample.traceId(1), new PageRequest<>(limit, after))))
                    .containsExactlyElementsOf(spans);
        }
    }

    @Test
    default void aSpanOfARunBelongsToTheTaskOfTheRun(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        TaskId own = new TaskId("another task");
        ingest(
                desk,
                new SpanSample(1).trace(1).run(run.id()),
                new SpanSample(2).run(run.id()).task(own).trace(2));
        assertThat(ofTask(desk, run)).extracting(Span::spanId).containsExactly(SpanSample.spanId(1));
        assertThat(ofRun(desk, run)).extracting(Span::taskId).containsExactly(run.taskId(), own);
    }

    @Test
    default void aSpanThatNamesNothingBelongsToWhatItsTraceNamedFirst(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run first = run(desk);
        Run second = run(desk);
        ingest(
                desk,
                new SpanSample(1),
                new SpanSample(2).run(first.id()),
                new SpanSample(3),
                new SpanSample(4).run(second.id()),
                new SpanSample(5),
                new SpanSample(6).trace(2));
        ingest(desk, new SpanSample(7), new SpanSample(8).run(second.id()), new SpanSample(9).task(second.taskId()));

        assertThat(numbers(ofRun(desk, first))).containsExactly(1L, 2L, 3L, 5L, 7L);
        assertThat(numbers(ofTask(desk, first))).containsExactly(1L, 2L, 3L, 5L, 7L);
        assertThat(numbers(ofRun(desk, second))).containsExactly(4L, 8L);
        assertThat(numbers(ofTask(desk, second))).containsExactly(4L, 8L, 9L);
        assertThat(ofTrace(desk, 2).getFirst().link()).isEqualTo(TraceLink.NONE);
    }

    @Test
    default void spansThatCameBeforeTheirTraceWasLinkedFollow(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        SpanSample[] loose =
                IntStream.rangeClosed(1, 700).mapToObj(SpanSample::new).toArray(SpanSample[]::new);
        ingest(desk, loose);
        assertThat(ofRun(desk, run)).isEmpty();
        ingest(desk, new SpanSample(1_000).run(run.id()));
        // So many at once, and the others when time allows.
        assertThat(ofRun(desk, run)).hasSize(201);
        ingest(desk, new SpanSample(1_001), new SpanSample(1_002).trace(2).run(run.id()));
        desk.tracker().housekeeping().run();
        assertThat(ofRun(desk, run)).hasSize(703);
        assertThat(ofTask(desk, run)).hasSize(703);
        assertThat(desk.tracker().housekeeping().step()).isFalse();
    }

    @Test
    default void whatCannotBeReadIsKeptToo(StoreFixture stores) {
        Traces traces = new Tracker(stores.store()).traces();
        DecodedTraces unread = new DecodedTraces(TraceEncoding.BLOB, List.of(), 0, "");
        assertThat(traces.ingest(new byte[] {0, -1}, "application/x-protobuf", unread)
                        .batchId())
                .isPositive();
        assertThat(traces.ingest(new byte[600_000], "x", unread).batchId()).isEqualTo(2);
        assertThat(stores.<Long>read(tx -> tx.traces().bytes())).isEqualTo(600_002);
    }
}
