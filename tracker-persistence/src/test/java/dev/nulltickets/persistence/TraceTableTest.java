package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.trace.KeptSpan;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TraceEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that a batch takes about the room that it was sent in, however many spans share what is long. */
class TraceTableTest {
    @TempDir
    private Path directory;

    private TrackerStore store;

    @BeforeEach
    void open() {
        store = Sqlite.open(SqliteSettings.of(directory.resolve("traces.db")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatSpansShareIsKeptOnce() throws IOException {
        Span.Resource resource = new Span.Resource(long200k("resource"), 1, "of the resource");
        Span.Scope scope = new Span.Scope("name", "version", long200k("scope"), 2, "of the scope");
        List<Span> spans = LongStream.rangeClosed(1, 1_000)
                .mapToObj(number -> span(number, resource, scope))
                .toList();
        add(List.of(spans));
        assertThat(list()).isEqualTo(spans);
        assertThat(size()).isLessThan(8_000_000);
    }

    @Test
    void whatABatchIsAddedInSeveralPartsKeepsItsOrigins() {
        Span.Resource other = new Span.Resource(JsonText.EMPTY_ARRAY, 7, "other");
        Span.Scope named = new Span.Scope("named", "", JsonText.EMPTY_ARRAY, 0, "");
        List<Span> first =
                List.of(span(1, other, named), span(2, Span.Resource.NONE, named), span(3, other, Span.Scope.NONE));
        List<Span> second = List.of(span(4, other, Span.Scope.NONE), span(5, Span.Resource.NONE, named));
        add(List.of(first, second));
        add(List.of(List.of(span(6, other, named))));

        List<Span> all = new ArrayList<>(first);
        all.addAll(second);
        all.add(span(6, other, named));
        assertThat(list()).isEqualTo(all);
    }

    private void add(List<List<Span>> parts) {
        store.write(tx -> {
            long batch = tx.traces().append(tx.now(), "", TraceEncoding.JSON, new byte[0], 1);
            parts.forEach(part -> tx.traces().add(batch, part));
            return true;
        });
    }

    private List<Span> list() {
        return store.read(tx -> tx.traces().ofTrace("trace", null, 10_000).stream()
                .map(KeptSpan::span)
                .toList());
    }

    private long size() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static JsonText long200k(String text) {
        return JsonText.trusted("[\"" + text.repeat(200_000 / text.length()) + "\"]");
    }

    private static Span span(long number, Span.Resource resource, Span.Scope scope) {
        Span span = Given.span("trace", number, null, null);
        return new Span(
                span.traceId(),
                span.spanId(),
                span.parentSpanId(),
                span.traceState(),
                span.flags(),
                span.name(),
                span.kind(),
                span.startNanos(),
                span.endNanos(),
                span.attributes(),
                span.events(),
                span.links(),
                span.dropped(),
                span.status(),
                scope,
                resource,
                span.runId(),
                span.taskId(),
                null);
    }
}
