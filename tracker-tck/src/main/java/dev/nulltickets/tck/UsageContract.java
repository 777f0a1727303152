package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.model.TaskId;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TokenUsage;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.core.trace.TraceLink;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Prove what {@link dev.nulltickets.core.spi.UsageStore} promises.
 *
 * @since 0.1.0
 */
public interface UsageContract extends StoreContract {
    @Test
    default void sumsAreKeptByRunTaskAndModel(StoreFixture fixture) {
        RunId run = new RunId("run");
        TaskId task = new TaskId("task");
        add(fixture, run, task, new TokenUsage("small", 1, 2, 3, 4, 5));
        add(fixture, run, task, new TokenUsage("large", 10, 20, 30, 40, 50));
        add(fixture, run, task, new TokenUsage("small", 100, 200, 300, 400, 500));
        add(fixture, new RunId("other"), task, new TokenUsage("small", 1000, 0, 0, 0, 0));
        add(fixture, null, task, new TokenUsage("", 0, 0, 0, 0, 7));
        add(fixture, run, null, new TokenUsage("large", -1, -2, -3, -4, -5));

        assertThat(ofRun(fixture, run))
                .containsExactly(
                        new TokenUsage("large", 9, 18, 27, 36, 45), new TokenUsage("small", 101, 202, 303, 404, 505));
        assertThat(ofTask(fixture, task))
                .containsExactly(
                        new TokenUsage("", 0, 0, 0, 0, 7),
                        new TokenUsage("large", 10, 20, 30, 40, 50),
                        new TokenUsage("small", 1101, 202, 303, 404, 505));
        assertThat(ofRun(fixture, new RunId(task.value()))).isEmpty();
        for (String id : TextContract.ODD_IDS) {
            assertThat(ofRun(fixture, new RunId(id))).isEmpty();
            assertThat(ofTask(fixture, new TaskId(id))).isEmpty();
        }
    }

    @Test
    default void sumsMayBeLargeAndModelsOfAnyName(StoreFixture fixture) {
        RunId run = new RunId("run");
        long most = TokenUsage.MOST_OF_A_SPAN;
        for (String model : TextContract.ODD_NAMES) {
            for (int i = 0; i < 100; i++) {
                add(fixture, run, null, new TokenUsage(model, most, most, most, most, most));
            }
        }
        assertThat(ofRun(fixture, run))
                .hasSameSizeAs(TextContract.ODD_NAMES)
                .allMatch(sum -> sum.inputTokens() == 100 * most && sum.reasoningOutputTokens() == 100 * most);
    }

    @Test
    default void coveringIsNewsOnceAndSaysOfWhat(StoreFixture fixture) {
        Span span = new SpanSample(1).below(2).usage(TokenUsage.none("m")).made();
        String trace = span.traceId();
        fixture.change(tx -> {
            long batch = tx.traces().append(START, "", TraceEncoding.JSON, new byte[0], 1);
            tx.traces().add(batch, List.of(span));
            assertThat(tx.usage().coversAny(trace)).isFalse();
            assertThat(tx.usage().cover(trace, SpanSample.spanId(2))).isEmpty();
            assertThat(tx.usage().cover(trace, span.spanId())).contains(span);
        });
        assertThat(fixture.<Optional<Span>>write(tx -> tx.usage().cover(trace, span.spanId())))
                .isEmpty();
        fixture.change(tx -> {
            assertThat(tx.usage().coversAny(trace)).isTrue();
            assertThat(tx.usage().isCovered(trace, span.spanId())).isTrue();
            assertThat(tx.usage().isCovered(trace, SpanSample.spanId(2))).isTrue();
            assertThat(tx.usage().isCovered(trace, SpanSample.spanId(3))).isFalse();
            assertThat(tx.usage().isCovered(SpanSample.traceId(2), span.spanId()))
                    .isFalse();
            assertThat(tx.usage().coversAny(SpanSample.traceId(2))).isFalse();
            assertThat(tx.usage().coversAny(SpanSample.traceId(0))).isFalse();
        });
    }

    private static void add(StoreFixture fixture, @Nullable RunId run, @Nullable TaskId task, TokenUsage usage) {
        fixture.change(tx -> tx.usage().add(new TraceLink(run, task), usage));
    }

    private static List<TokenUsage> ofRun(StoreFixture fixture, RunId run) {
        return fixture.read(tx -> tx.usage().ofRun(run));
    }

    private static List<TokenUsage> ofTask(StoreFixture fixture, TaskId task) {
        return fixture.read(tx -> tx.usage().ofTask(task));
    }
}
