package dev.nulltickets.tck;

import static dev.nulltickets.tck.TracedDesk.ingest;
import static dev.nulltickets.tck.TracedDesk.ofRun;
import static dev.nulltickets.tck.TracedDesk.run;
import static dev.nulltickets.tck.TracedDesk.taskUsage;
import static dev.nulltickets.tck.TracedDesk.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Prove what a {@link dev.nulltickets.core.Tracker} counts of the tokens that spans report, on a store.
 *
 * @since 0.1.0
 */
public interface TrackerUsageContract extends StoreContract {
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
}
