package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.TraceStore} promises.
 *
 * @since 0.1.0
 */
public interface TraceContract extends StoreContract {
    @Test
    default void batchIdsGrow(StoreFixture fixture) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(fixture.<Long>write(TraceContract::batch));
            ids.addAll(fixture.<List<Long>>write(tx -> List.of(batch(tx), batch(tx))));
            assertThatThrownBy(() -> fixture.change(tx -> {
                        batch(tx);
                        throw new IllegalArgumentException("changed my mind");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ids).allMatch(id -> id >= 1).isSorted().doesNotHaveDuplicates();
    }

    @Test
    default void aBatchMayHoldAnyBytes(StoreFixture fixture) {
        for (TraceEncoding encoding : TraceEncoding.values()) {
            for (byte[] payload : List.of(new byte[0], new byte[] {0, -1, '\'', '"'}, new byte[1 << 20])) {
                for (String type : List.of("", "application/json", "x".repeat(10_000), "it's é😀")) {
                    long id = fixture.write(tx -> tx.traces().append(START, type, encoding, payload, 0));
                    assertThat(id).isPositive();
                }
            }
        }
    }

    @Test
    default void aSpanComesBackAsItWasAdded(StoreFixture fixture) {
        Run run = fixture.start(run(1, fixture.keep(task(1)), 1));
        Span bare = new SpanSample(1).made();
        add(fixture, bare);
        assertThat(ofTrace(fixture, 1, 10)).containsExactly(bare);

        long trace = 2;
        for (String text : TextContract.ODD_NAMES) {
            Span full = new SpanSample(7)
                    .trace(trace)
                    .run(run.id())
                    .task(run.taskId())
                    .full(text);
            add(fixture, full);
            assertThat(ofTrace(fixture, trace++, 10)).containsExactly(full);
        }
        assertThat(ofRun(fixture, run.id(), 100)).hasSameSizeAs(TextContract.ODD_NAMES);
        assertThat(ofTask(fixture, run.taskId(), 100)).isEqualTo(ofRun(fixture, run.id(), 100));
    }

    @Test
    default void spansAreListedByStartThenAsTheyWereAdded(StoreFixture fixture) {
        Span late = new SpanSample(1).start(Long.MAX_VALUE).made();
        Span third = new SpanSample(9).start(5).made();
        Span fourth = new SpanSample(2).start(5).made();
        Span second = new SpanSample(8).start(4).made();
        Span fifth = new SpanSample(4).start(5).made();
        Span first = new SpanSample(5).start(0).made();
        add(fixture, late, third);
        add(fixture, fourth, second);
        add(fixture, fifth);
        add(fixture, first, new SpanSample(6).trace(2).start(1).made());

        assertThat(ofTrace(fixture, 1, 10)).containsExactly(first, second, third, fourth, fifth, late);
        assertThat(ofTrace(fixture, 1, 3)).containsExactly(first, second, third);
    }

    @Test
    default void aSpanThatIsThereIsLeftAsItIs(StoreFixture fixture) {
        Span first = new SpanSample(1).name("first").made();
        Span sameIdElsewhere = new SpanSample(1).trace(2).name("elsewhere").made();
        Span second = new SpanSample(2).name("second").made();
        add(fixture, first, new SpanSample(1).name("again in the list").start(0).made(), sameIdElsewhere);
        add(fixture, new SpanSample(1).name("again in a batch").made(), second);
        RunId run = new RunId("run");
        add(fixture, new SpanSample(2).name("again, but linked").run(run).made());

        assertThat(ofTrace(fixture, 1, 10)).containsExactly(first, second);
        assertThat(ofTrace(fixture, 2, 10)).containsExactly(sameIdElsewhere);
        assertThat(ofRun(fixture, run, 10)).isEmpty();
    }

    @Test
    default void spansAreFoundByWhatTheyAreLinkedTo(StoreFixture fixture) {
        RunId run = new RunId("run that is not there");
        TaskId task = new TaskId("task that is not there");
        Span ofRun = new SpanSample(1).start(3).run(run).made();
        Span ofTask = new SpanSample(2).start(2).task(task).made();
        Span ofBoth = new SpanSample(3).trace(2).start(1).run(run).task(task).made();
        Span ofOthers = new SpanSample(4)
                .run(new RunId(task.value()))
                .task(new TaskId(run.value()))
                .made();
        add(fixture, ofRun, ofTask, ofBoth, ofOthers, new SpanSample(5).made());

        assertThat(ofRun(fixture, run, 10)).containsExactly(ofBoth, ofRun);
        assertThat(ofRun(fixture, run, 1)).containsExactly(ofBoth);
        assertThat(ofTask(fixture, task, 10)).containsExactly(ofBoth, ofTask);
        assertThat(ofTask(fixture, task, 1)).containsExactly(ofBoth);
        for (String id : TextContract.ODD_IDS) {
            assertThat(ofRun(fixture, new RunId(id), 10)).as("id %s", id).isEmpty();
            assertThat(ofTask(fixture, new TaskId(id), 10)).as("id %s", id).isEmpty();
            assertThat(fixture.<List<Span>>read(tx -> tx.traces().ofTrace(id, 10)))
                    .as("id %s", id)
                    .isEmpty();
        }
    }

    @Test
    default void aBatchMayHoldNoSpansOrThousands(StoreFixture fixture) {
        add(fixture);
        Span[] spans = new Span[5_000];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = new SpanSample(i + 1).made();
        }
        add(fixture, spans);
        assertThat(ofTrace(fixture, 1, 10_000)).containsExactly(spans);
    }

    @Test
    default void spansOfAWorkThatThrewAreForgotten(StoreFixture fixture) {
        Span span = new SpanSample(1).made();
        assertThatThrownBy(() -> fixture.change(tx -> {
                    tx.traces().add(batch(tx), List.of(span));
                    assertThat(tx.traces().ofTrace(span.traceId(), 10)).containsExactly(span);
                    throw new IllegalArgumentException("changed my mind");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ofTrace(fixture, 1, 10)).isEmpty();

        Span again = new SpanSample(1).name("again").made();
        add(fixture, again);
        assertThat(ofTrace(fixture, 1, 10)).containsExactly(again);
    }

    private static long batch(Tx tx) {
        byte[] payload = "{}".getBytes(StandardCharsets.UTF_8);
        return tx.traces().append(START, "application/json", TraceEncoding.JSON, payload, 1);
    }

    private static void add(StoreFixture fixture, Span... spans) {
        fixture.change(tx -> tx.traces().add(batch(tx), List.of(spans)));
    }

    private static List<Span> ofTrace(StoreFixture fixture, long trace, int limit) {
        return fixture.read(tx -> tx.traces().ofTrace(SpanSample.traceId(trace), limit));
    }

    private static List<Span> ofRun(StoreFixture fixture, RunId run, int limit) {
        return fixture.read(tx -> tx.traces().ofRun(run, limit));
    }

    private static List<Span> ofTask(StoreFixture fixture, TaskId task, int limit) {
        return fixture.read(tx -> tx.traces().ofTask(task, limit));
    }
}
