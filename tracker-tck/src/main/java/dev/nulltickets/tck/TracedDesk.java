package dev.nulltickets.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.Page;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.trace.DecodedTraces;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TokenUsage;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.core.trace.TraceReceipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Work at a desk, and send and read what was traced of it. */
final class TracedDesk {
    private TracedDesk() {}

    static Run run(Desk desk) {
        desk.create(task -> task);
        return desk.claim("coder").run();
    }

    static void ingest(Desk desk, SpanSample... spans) {
        Span[] made = Stream.of(spans).map(SpanSample::made).toArray(Span[]::new);
        TraceReceipt receipt = desk.tracker().traces().ingest(bytes("{}"), null, decoded(made));
        assertThat(receipt.batchId()).isPositive();
    }

    static List<Span> ofRun(Desk desk, Run run) {
        return desk.tracker().traces().ofRun(run.id(), PageRequest.first(1_000)).items();
    }

    static List<Span> ofTask(Desk desk, Run run) {
        return desk.tracker()
                .traces()
                .ofTask(run.taskId(), PageRequest.first(1_000))
                .items();
    }

    static List<Span> ofTrace(Desk desk, long trace) {
        return desk.tracker()
                .traces()
                .ofTrace(SpanSample.traceId(trace), PageRequest.first(1_000))
                .items();
    }

    static List<TokenUsage> usage(Desk desk, Run run) {
        return desk.tracker().runs().details(run.id()).usage();
    }

    static List<TokenUsage> taskUsage(Desk desk, Run run) {
        return desk.tracker().tasks().details(run.taskId()).usage();
    }

    static TokenUsage usage(String model, long tokens) {
        return new TokenUsage(model, tokens, 2 * tokens, 0, 0, 0);
    }

    static List<Long> numbers(List<Span> spans) {
        return spans.stream().map(span -> Long.parseLong(span.spanId(), 16)).toList();
    }

    static List<Span> walk(Function<Cursor.@Nullable Started, Page<Span>> read) {
        List<Span> seen = new ArrayList<>();
        Cursor.@Nullable Started after = null;
        do {
            Page<Span> page = read.apply(after);
            seen.addAll(page.items());
            after = (Cursor.Started) page.next();
        } while (after != null);
        return seen;
    }

    static DecodedTraces decoded(Span... spans) {
        return new DecodedTraces(TraceEncoding.JSON, List.of(spans), 0, "");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
