package dev.nulltickets.tck;

import static dev.nulltickets.tck.Samples.START;

import dev.nulltickets.core.artifact.Artifact;
import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.artifact.ArtifactId;
import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RunId;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.trace.KeptSpan;
import dev.nulltickets.core.trace.Span;
import dev.nulltickets.core.trace.TokenUsage;
import dev.nulltickets.core.trace.TraceEncoding;
import dev.nulltickets.core.trace.TraceLink;
import dev.nulltickets.tck.RandomOperations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draw operations on artifacts, entries and traces; see {@link RandomOperations}. */
final class RandomRecords {
    private static final int RUNS = 12;
    private static final int ALL = 1_000;
    private static final List<String> KEYS = List.of("one", "two", "red");
    private static final List<String> WORDS = List.of("red", "green", "blue");

    private final Random random;

    RandomRecords(Random random) {
        this.random = random;
    }

    Operation next() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> insertArtifact();
            case 2, 3, 4 -> put();
            case 5 -> delete();
            case 6, 7 -> search();
            case 8 -> changeTraces();
            default -> addSpans();
        };
    }

    private Operation insertArtifact() {
        ArtifactId id = new ArtifactId(Samples.id(5, random.nextInt(100)));
        RunId runId = Samples.runId(random.nextInt(RUNS));
        Instant at = START.plusMillis(random.nextInt(4));
        return new Operation("artifact " + id + " of " + runId + " at " + at, tx -> {
            @Nullable Run run = tx.runs().find(runId).orElse(null);
            List<Artifact> there = tx.artifacts().list(ArtifactFilter.ALL, null, ALL);
            if (there.stream().noneMatch(artifact -> artifact.id().equals(id))) {
                tx.artifacts()
                        .insert(new Artifact(
                                id,
                                run == null ? null : run.taskId(),
                                run == null ? null : run.id(),
                                at,
                                "log",
                                "file:///" + at,
                                null,
                                null,
                                JsonText.EMPTY_OBJECT));
            }
            return tx.artifacts().list(new ArtifactFilter(null, runId), null, 2);
        });
    }

    private Operation put() {
        Instant at = START.plusMillis(random.nextInt(8));
        String json = "{\"words\":\"" + pick(WORDS) + " " + pick(WORDS) + "\",\"n\":" + random.nextInt(3) + "}";
        Entry entry = new Entry(pick(Samples.NAMESPACES), pick(KEYS), JsonText.of(json), at, at);
        return new Operation("put " + entry, tx -> {
            tx.entries().put(entry, Shelf.indexOf(entry));
            return tx.entries().find(entry.namespace(), entry.key());
        });
    }

    private Operation delete() {
        String namespace = pick(Samples.NAMESPACES);
        String key = pick(KEYS);
        boolean all = random.nextInt(4) == 0;
        return new Operation(
                "delete " + namespace + "/" + (all ? "*" : key),
                tx -> all ? tx.entries().deleteAll(namespace) : tx.entries().delete(namespace, key));
    }

    private Operation search() {
        EntrySearch words = EntrySearch.of(pick(WORDS) + " " + pick(WORDS));
        EntrySearch placed = random.nextBoolean() ? words : words.in(pick(Samples.NAMESPACES));
        EntrySearch search = random.nextInt(3) > 0 ? placed : placed.where("$.n", "" + random.nextInt(3));
        // The order is each store's own affair, and so is which of several equals fall under a limit.
        return new Operation(
                "search " + search,
                tx -> tx.entries().search(search, ALL).stream()
                        .map(Entry::toString)
                        .sorted()
                        .toList());
    }

    private Operation changeTraces() {
        String trace = SpanSample.traceId(1L + random.nextInt(2));
        String span = SpanSample.spanId(random.nextInt(20));
        TraceLink link = new TraceLink(Samples.runId(random.nextInt(RUNS)), null);
        return switch (random.nextInt(4)) {
            case 0 -> new Operation("link " + trace + link, tx -> tx.traces().link(trace, link));
            case 1 ->
                new Operation("inherit", tx -> {
                    while (tx.traces().inherit(3).more()) {}
                    return tx.traces().link(trace);
                });
            case 2 ->
                new Operation("delete", tx -> {
                    boolean there = tx.traces().deleteOldest(2);
                    return List.of(there, tx.traces().link(trace), tx.usage().coversAny(trace));
                });
            default -> new Operation("cover " + span, tx -> tx.usage().cover(trace, span));
        };
    }

    private Operation addSpans() {
        RunId runId = Samples.runId(random.nextInt(RUNS));
        List<Span> spans = Stream.generate(() -> new SpanSample(random.nextInt(20))
                        .trace(1L + random.nextInt(2))
                        .start(random.nextInt(3))
                        .name("span " + random.nextInt())
                        .run(random.nextBoolean() ? runId : null)
                        .made())
                .limit(random.nextInt(4))
                .toList();
        return new Operation("add spans of " + runId, tx -> {
            long batch = tx.traces().append(START, "", TraceEncoding.JSON, new byte[0], spans.size());
            List<Span> added = tx.traces().add(batch, spans);
            added.forEach(span -> tx.usage().add(span.link(), new TokenUsage("m", span.startNanos(), 1, 0, 0, 0)));
            return List.of(
                    added,
                    tx.traces().ofTrace(SpanSample.traceId(1), null, 5).stream()
                            .map(KeptSpan::span)
                            .toList());
        });
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
