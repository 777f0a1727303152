package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static dev.nulltickets.tck.Samples.run;
import static dev.nulltickets.tck.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.spi.ReadTx;
import dev.nulltickets.core.spi.TraceStore;
import dev.nulltickets.core.spi.Tx;
import dev.nulltickets.core.trace.KeptSpan;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TokenUsage;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.core.trace.TraceLink;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
                    .usage(new TokenUsage(text, 1, TokenUsage.MOST_OF_A_SPAN, 3, 4, 5))
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
    default void listsGoOnBehindASpanAlsoWhenItIsGone(StoreFixture fixture) {
        RunId run = new RunId("run");
        TaskId task = new TaskId("task");
        Span[] spans = new Span[25];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = new SpanSample(100 - i).start(i / 4).run(run).task(task).made();
        }
        add(fixture, spans);
        add(fixture, new SpanSample(1).trace(2).start(3).made());
        for (int limit : List.of(1, 3, 4, 25, 100)) {
            assertThat(walk(fixture, limit, (tx, after) -> tx.traces().ofTrace(SpanSample.traceId(1), after, limit)))
                    .containsExactly(spans);
            assertThat(walk(fixture, limit, (tx, after) -> tx.traces().ofRun(run, after, limit)))
                    .containsExactly(spans);
            assertThat(walk(fixture, limit, (tx, after) -> tx.traces().ofTask(task, after, limit)))
                    .containsExactly(spans);
        }
        Cursor.Started gone = new Cursor.Started(5, Long.MAX_VALUE);
        assertThat(fixture.<List<Span>>read(tx -> spans(tx.traces().ofRun(run, gone, 100))))
                .containsExactly(spans[24]);
    }

    private static List<Span> walk(
            StoreFixture fixture, int limit, BiFunction<ReadTx, Cursor.@Nullable Started, List<KeptSpan>> page) {
        List<Span> seen = new ArrayList<>();
        Cursor.@Nullable Started after = null;
        while (true) {
            Cursor.@Nullable Started from = after;
            List<KeptSpan> next = fixture.read(tx -> page.apply(tx, from));
            seen.addAll(spans(next));
            if (next.size() < limit) {
                return seen;
            }
            after = new Cursor.Started(
                    next.getLast().span().startNanos(), next.getLast().id());
        }
    }

    @Test
    default void addingSaysWhatIsNew(StoreFixture fixture) {
        Span first = new SpanSample(1).made();
        Span second = new SpanSample(2).made();
        Span third = new SpanSample(3).made();
        fixture.change(tx -> {
            long batch = batch(tx);
            assertThat(tx.traces().add(batch, List.of(second, first, second))).containsExactly(second, first);
            assertThat(tx.traces().add(batch, List.of(first, third))).containsExactly(third);
            assertThat(tx.traces().add(batch(tx), List.of(third, third))).isEmpty();
            assertThat(tx.traces().add(batch, List.of())).isEmpty();
        });
    }

    @Test
    default void aTraceIsLinkedOnceAndWhatWasThereFollowsInSteps(StoreFixture fixture) {
        TraceLink link = new TraceLink(new RunId("run"), new TaskId("task"));
        TraceLink other = new TraceLink(null, new TaskId("other"));
        Span own = new SpanSample(9).task(new TaskId("own")).made();
        Span elsewhere = new SpanSample(1).trace(2).made();
        Span[] loose = new Span[5];
        for (int i = 0; i < loose.length; i++) {
            loose[i] = new SpanSample(i + 1).start(i).made();
        }
        add(fixture, loose);
        add(fixture, own, elsewhere);

        assertThat(fixture.<Boolean>write(tx -> tx.traces().link(own.traceId(), link)))
                .isTrue();
        assertThat(fixture.<Boolean>write(tx -> tx.traces().link(own.traceId(), other)))
                .isFalse();
        assertThat(fixture.<Boolean>write(tx -> tx.traces().link(SpanSample.traceId(3), other)))
                .isTrue();
        assertThat(fixture.<Optional<TraceLink>>read(tx -> tx.traces().link(own.traceId())))
                .contains(link);
        assertThat(fixture.<Optional<TraceLink>>read(tx -> tx.traces().link(SpanSample.traceId(2))))
                .isEmpty();

        List<Span> inherited = new ArrayList<>();
        TraceStore.Inheritance step;
        do {
            step = fixture.write(tx -> tx.traces().inherit(2));
            assertThat(step.spans()).hasSizeLessThanOrEqualTo(2);
            inherited.addAll(step.spans());
        } while (step.more());
        List<Span> linked = Stream.of(loose).map(span -> span.linkedTo(link)).toList();
        assertThat(inherited).containsExactlyInAnyOrderElementsOf(linked);
        assertThat(ofRun(fixture, new RunId("run"), 10)).isEqualTo(linked);
        assertThat(ofTask(fixture, new TaskId("task"), 10)).isEqualTo(linked);
        assertThat(ofTask(fixture, new TaskId("own"), 10)).containsExactly(own);
        assertThat(ofTrace(fixture, 2, 10)).containsExactly(elsewhere);
        assertThat(fixture.<TraceStore.Inheritance>write(tx -> tx.traces().inherit(2)))
                .isEqualTo(new TraceStore.Inheritance(List.of(), false));
    }

    @Test
    default void theOldestBatchIsDeletedInSteps(StoreFixture fixture) {
        Span[] spans = new Span[5];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = new SpanSample(i + 1).run(new RunId("run")).made();
        }
        assertThat(fixture.<Optional<Instant>>read(tx -> tx.traces().oldest())).isEmpty();
        assertThat(fixture.<Boolean>write(tx -> tx.traces().deleteOldest(10))).isFalse();
        long first = fixture.write(TraceContract::batch);
        fixture.change(tx -> {
            tx.traces().extend(first, new byte[100]);
            tx.traces().add(first, List.of(spans[0], spans[1], spans[2]));
            tx.traces().link(spans[0].traceId(), new TraceLink(new RunId("run"), null));
            tx.usage().cover(spans[0].traceId(), "of nobody");
        });
        long second =
                fixture.write(tx -> tx.traces().append(START.plusMillis(5), "", TraceEncoding.BLOB, new byte[7], 0));
        fixture.change(tx -> tx.traces().add(second, List.of(spans[3], spans[4])));
        long whole = fixture.<Long>read(tx -> tx.traces().bytes());
        assertThat(whole)
                .isEqualTo(2
                        + 100
                        + 7
                        + Stream.of(spans).mapToLong(Span::characters).sum());

        assertThat(fixture.<Optional<Instant>>read(tx -> tx.traces().oldest())).contains(START);
        fixture.change(tx -> assertThat(tx.traces().deleteOldest(2)).isTrue());
        assertThat(ofTrace(fixture, 1, 10)).hasSize(3).contains(spans[3], spans[4]);
        assertThat(fixture.<Boolean>read(tx -> tx.traces().holds(first))).isTrue();
        while (fixture.<Boolean>read(tx -> tx.traces().holds(first))) {
            fixture.change(tx -> assertThat(tx.traces().deleteOldest(2)).isTrue());
        }
        assertThat(ofTrace(fixture, 1, 10)).containsExactly(spans[3], spans[4]);
        assertThat(ofRun(fixture, new RunId("run"), 10)).containsExactly(spans[3], spans[4]);
        assertThat(fixture.<Optional<Instant>>read(tx -> tx.traces().oldest())).contains(START.plusMillis(5));
        assertThat(fixture.<Long>read(tx -> tx.traces().bytes()))
                .isEqualTo(7 + spans[3].characters() + spans[4].characters());
        assertThat(fixture.<Optional<TraceLink>>read(tx -> tx.traces().link(spans[0].traceId())))
                .isPresent();
        assertThat(fixture.<Boolean>write(tx -> tx.usage().coversAny(spans[0].traceId())))
                .isTrue();

        while (fixture.<Boolean>write(tx -> tx.traces().deleteOldest(100))) {
            assertThat(fixture.<Long>read(tx -> tx.traces().bytes())).isNotNegative();
        }
        assertThat(ofTrace(fixture, 1, 10)).isEmpty();
        assertThat(fixture.<Long>read(tx -> tx.traces().bytes())).isZero();
        assertThat(fixture.<Optional<TraceLink>>read(tx -> tx.traces().link(spans[0].traceId())))
                .isEmpty();
        assertThat(fixture.<Boolean>write(tx -> tx.usage().coversAny(spans[0].traceId())))
                .isFalse();
        assertThat(fixture.<Long>write(TraceContract::batch)).isGreaterThan(second);
        add(fixture, spans);
        assertThat(ofTrace(fixture, 1, 10)).containsExactly(spans);
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
            assertThat(fixture.<List<KeptSpan>>read(tx -> tx.traces().ofTrace(id, null, 10)))
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
                    assertThat(spans(tx.traces().ofTrace(span.traceId(), null, 10)))
                            .containsExactly(span);
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
        return fixture.read(tx -> spans(tx.traces().ofTrace(SpanSample.traceId(trace), null, limit)));
    }

    private static List<Span> ofRun(StoreFixture fixture, RunId run, int limit) {
        return fixture.read(tx -> spans(tx.traces().ofRun(run, null, limit)));
    }

    private static List<Span> ofTask(StoreFixture fixture, TaskId task, int limit) {
        return fixture.read(tx -> spans(tx.traces().ofTask(task, null, limit)));
    }

    private static List<Span> spans(List<KeptSpan> kept) {
        return kept.stream().map(KeptSpan::span).toList();
    }
}
