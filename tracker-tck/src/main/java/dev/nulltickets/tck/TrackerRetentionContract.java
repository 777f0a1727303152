package dev.nulltickets.tck;

import static dev.nulltickets.tck.TracedDesk.decoded;
import static dev.nulltickets.tck.TracedDesk.ingest;
import static dev.nulltickets.tck.TracedDesk.numbers;
import static dev.nulltickets.tck.TracedDesk.ofRun;
import static dev.nulltickets.tck.TracedDesk.ofTrace;
import static dev.nulltickets.tck.TracedDesk.run;
import static dev.nulltickets.tck.TracedDesk.usage;
import static dev.nulltickets.tck.TracedDesk.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.Housekeeping;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.TrackerSettings;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceLink;
import dev.nulltickets.core.trace.TraceReceipt;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Prove how a {@link dev.nulltickets.core.Tracker} forgets traces that are old or too much, on a store.
 *
 * @since 0.1.0
 */
public interface TrackerRetentionContract extends StoreContract {
    @Test
    default void roomIsMadeWhileAnExportIsUnderWay(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        TrackerSettings settings = TrackerSettings.defaults().withMostTraceBytes(200_000);
        Housekeeping housekeeping = new Tracker(stores.store(), settings).housekeeping();
        // Three steps after each part: what is under way is begun to be deleted, and deleted, and goes on elsewhere.
        Tracker tracker = new Tracker(new Interposed(stores.store(), () -> {}, () -> {
            for (int step = 0; step < 3; step++) {
                boolean unused = housekeeping.step();
            }
        }));
        Span[] spans = new Span[3_000];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = new SpanSample(i + 1).start(i).run(run.id()).made();
        }
        TraceReceipt receipt = tracker.traces().ingest(new byte[700_000], "x", decoded(spans));
        assertThat(receipt.batchId()).isGreaterThan(1);
        housekeeping.run();
        assertThat(stores.<Long>read(tx -> tx.traces().bytes())).isLessThanOrEqualTo(200_000);
        ingest(desk, new SpanSample(4_000).start(4_000).run(run.id()));
        List<Span> kept = walk(after -> desk.tracker().traces().ofRun(run.id(), new PageRequest<>(1_000, after)));
        assertThat(kept).hasSizeLessThan(1_000);
        assertThat(kept.getLast().spanId()).isEqualTo(SpanSample.spanId(4_000));
        assertThat(kept).isSortedAccordingTo(Comparator.comparingLong(Span::startNanos));
    }

    @Test
    default void oldTracesAreForgottenAndNothingElse(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        Tracker tracker =
                new Tracker(stores.store(), TrackerSettings.defaults().withTraceRetention(Duration.ofHours(1)));
        SpanSample[] many = IntStream.rangeClosed(1, 500)
                .mapToObj(number -> new SpanSample(number).run(run.id()).usage(usage("m", 1)))
                .toArray(SpanSample[]::new);
        ingest(desk, many);
        stores.clock().advance(Duration.ofMinutes(50));
        ingest(desk, new SpanSample(1_000).trace(2).run(run.id()).usage(usage("m", 1)));
        stores.clock().advance(Duration.ofMinutes(10));
        tracker.housekeeping().run();
        assertThat(ofRun(desk, run)).hasSize(501);

        stores.clock().advance(Duration.ofMillis(1));
        tracker.housekeeping().run();
        assertThat(numbers(ofRun(desk, run))).containsExactly(1_000L);
        assertThat(usage(desk, run)).containsExactly(usage("m", 501));
        assertThat(desk.task(run.taskId()).id()).isEqualTo(run.taskId());

        // Nothing remembers the trace: who comes now is a stranger.
        ingest(desk, new SpanSample(1));
        assertThat(ofTrace(desk, 1).getFirst().link()).isEqualTo(TraceLink.NONE);
    }

    @Test
    default void theOldestTracesMakeRoom(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        Tracker tracker = new Tracker(stores.store(), TrackerSettings.defaults().withMostTraceBytes(25_000));
        for (int i = 1; i <= 10; i++) {
            tracker.traces()
                    .ingest(
                            new byte[10_000],
                            null,
                            decoded(new SpanSample(i).trace(i).run(run.id()).made()));
        }
        tracker.housekeeping().run();
        assertThat(numbers(ofRun(desk, run))).containsExactly(9L, 10L);
        assertThat(stores.<Long>read(tx -> tx.traces().bytes())).isLessThanOrEqualTo(25_000);
    }

    @Test
    default void roomIsMadeInNoMoreStepsThanItWasTaken(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        Tracker tracker = new Tracker(stores.store(), TrackerSettings.defaults().withMostTraceBytes(1));
        // One large export, which is kept in four parts, and small ones.
        ingest(
                desk,
                IntStream.rangeClosed(1, 512)
                        .mapToObj(number -> new SpanSample(number).run(run.id()))
                        .toArray(SpanSample[]::new));
        assertThat(steps(tracker)).isBetween(1, 4);
        for (int i = 1; i <= 16; i++) {
            ingest(desk, new SpanSample(i).trace(i).run(run.id()));
        }
        assertThat(steps(tracker)).isBetween(1, 16);
        assertThat(ofRun(desk, run)).isEmpty();
        assertThat(stores.<Long>read(tx -> tx.traces().bytes())).isZero();
    }

    /** Keep house until nothing is due, and return in how many steps. */
    private static int steps(Tracker tracker) {
        int steps = 1;
        while (tracker.housekeeping().step()) {
            steps++;
        }
        return steps;
    }
}
