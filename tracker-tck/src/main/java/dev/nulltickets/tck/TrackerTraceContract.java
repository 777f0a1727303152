package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nulltickets.core.Housekeeping;
import dev.nulltickets.core.Traces;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.TrackerSettings;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.RejectedException;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TokenUsage;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.core.trace.TraceLink;
import dev.nulltickets.core.trace.TraceReceipt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    default void tokensAreSummedByModel(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run first = run(desk);
        Run second = run(desk);
        ingest(
                desk,
                new SpanSample(1).run(first.id()).usage(usage("small", 1)),
                new SpanSample(2).run(first.id()).usage(usage("large", 10)),
                new SpanSample(3).usage(usage("small", 100)),
                new SpanSample(4).trace(2).run(second.id()).usage(usage("small", 1_000)),
                new SpanSample(5).trace(3).run(new RunId("of nobody")).usage(usage("small", 10_000)),
                new SpanSample(6).trace(4).task(first.taskId()).usage(usage("small", 100_000)),
                new SpanSample(7).trace(5).usage(usage("small", 1_000_000)));

        assertThat(usage(desk, first)).containsExactly(usage("large", 10), usage("small", 101));
        assertThat(usage(desk, second)).containsExactly(usage("small", 1_000));
        assertThat(taskUsage(desk, first)).containsExactly(usage("large", 10), usage("small", 100_101));
        assertThat(taskUsage(desk, second)).containsExactly(usage("small", 1_000));
    }

    @Test
    default void aRetryCountsNothingTwice(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        SpanSample[] spans = {new SpanSample(1).run(run.id()).usage(usage("m", 1)), new SpanSample(2)};
        for (int i = 0; i < 3; i++) {
            ingest(desk, spans);
        }
        assertThat(ofRun(desk, run)).hasSize(2);
        assertThat(usage(desk, run)).containsExactly(usage("m", 1));
    }

    @Test
    default void tokensFollowALinkThatComesLater(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        ingest(
                desk,
                new SpanSample(1).below(2).usage(usage("m", 1)),
                new SpanSample(3).below(2).usage(usage("m", 10)));
        ingest(desk, new SpanSample(2).below(4).usage(usage("m", 11)));
        assertThat(usage(desk, run)).isEmpty();
        ingest(desk, new SpanSample(4).run(run.id()).usage(usage("m", 11)));
        assertThat(usage(desk, run)).containsExactly(usage("m", 11));
    }

    @Test
    default void ofSpansAboveEachOtherTheLowestCount(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Random random = new Random(20_260_104);
        for (int round = 0; round < 40; round++) {
            Run run = run(desk);
            int trace = round + 1;
            // 1 the agent, 2 a step that reports nothing, 3 and 4 calls, 5 a call within 4, 6 another agent that alone
            // reports.
            List<SpanSample> spans = new ArrayList<>(List.of(
                    new SpanSample(1).usage(usage("m", 1_111)),
                    new SpanSample(2).below(1),
                    new SpanSample(3).below(2).usage(usage("m", 1)),
                    new SpanSample(4).below(2).usage(usage("m", 10)),
                    new SpanSample(5).below(4).usage(usage("n", 100)),
                    new SpanSample(6).below(1).usage(usage("m", 1_000)),
                    new SpanSample(7).below(6)));
            spans.get(random.nextInt(spans.size())).run(run.id());
            Collections.shuffle(spans, random);
            int cut = random.nextInt(spans.size() + 1);
            spans.forEach(span -> span.trace(trace));
            ingest(desk, spans.subList(0, cut).toArray(SpanSample[]::new));
            ingest(desk, spans.subList(cut, spans.size()).toArray(SpanSample[]::new));
            assertThat(usage(desk, run)).as("round %s", round).contains(usage("m", 1_001), usage("n", 100));
            assertThat(taskUsage(desk, run)).contains(usage("m", 1_001), usage("n", 100));
        }
    }

    @Test
    default void spansThatAreAboveThemselvesEndNoWalk(StoreFixture stores) {
        Desk desk = new Desk(stores);
        Run run = run(desk);
        ingest(
                desk,
                new SpanSample(1).run(run.id()).below(1).usage(usage("m", 1)),
                new SpanSample(2).below(3).usage(usage("m", 10)),
                new SpanSample(3).below(2));
        assertThat(usage(desk, run)).isNotEmpty();
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

    private static Run run(Desk desk) {
        desk.create(task -> task);
        return desk.claim("coder").run();
    }

    private static void ingest(Desk desk, SpanSample... spans) {
        Span[] made = Stream.of(spans).map(SpanSample::made).toArray(Span[]::new);
        TraceReceipt receipt = desk.tracker().traces().ingest(bytes("{}"), null, decoded(made));
        assertThat(receipt.batchId()).isPositive();
    }

    private static List<Span> ofRun(Desk desk, Run run) {
        return desk.tracker().traces().ofRun(run.id(), PageRequest.first(1_000)).items();
    }

    private static List<Span> ofTask(Desk desk, Run run) {
        return desk.tracker()
                .traces()
                .ofTask(run.taskId(), PageRequest.first(1_000))
                .items();
    }

    private static List<Span> ofTrace(Desk desk, long trace) {
        return desk.tracker()
                .traces()
                .ofTrace(SpanSample.traceId(trace), PageRequest.first(1_000))
                .items();
    }

    private static List<TokenUsage> usage(Desk desk, Run run) {
        return desk.tracker().runs().details(run.id()).usage();
    }

    private static List<TokenUsage> taskUsage(Desk desk, Run run) {
        return desk.tracker().tasks().details(run.taskId()).usage();
    }

    private static TokenUsage usage(String model, long tokens) {
        return new TokenUsage(model, tokens, 2 * tokens, 0, 0, 0);
    }

    private static List<Long> numbers(List<Span> spans) {
        return spans.stream().map(span -> Long.parseLong(span.spanId(), 16)).toList();
    }

    private static List<Span> walk(Function<Cursor.@Nullable Started, Page<Span>> read) {
        List<Span> seen = new ArrayList<>();
        Cursor.@Nullable Started after = null;
        do {
            Page<Span> page = read.apply(after);
            seen.addAll(page.items());
            after = (Cursor.Started) page.next();
        } while (after != null);
        return seen;
    }

    private static DecodedTraces decoded(Span... spans) {
        return new DecodedTraces(TraceEncoding.JSON, List.of(spans), 0, "");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
