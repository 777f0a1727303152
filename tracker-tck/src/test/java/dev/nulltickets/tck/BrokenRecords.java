package dev.nulltickets.tck;

import static dev.nulltickets.tck.BrokenStores.broken;

import dev.nulltickets.core.artifact.ArtifactFilter;
import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.Cursor;
import dev.nulltickets.core.model.LeaseId;
import dev.nulltickets.core.run.Event;
import dev.nulltickets.core.run.GateResult;
import dev.nulltickets.core.run.Lease;
import dev.nulltickets.core.run.NewGateResult;
import dev.nulltickets.core.run.Run;
import dev.nulltickets.core.run.RunStatus;
import dev.nulltickets.core.spi.ArtifactStore;
import dev.nulltickets.core.spi.AssignmentStore;
import dev.nulltickets.core.spi.EntryStore;
import dev.nulltickets.core.spi.EventStore;
import dev.nulltickets.core.spi.FigureReader;
import dev.nulltickets.core.spi.GateStore;
import dev.nulltickets.core.spi.LeaseStore;
import dev.nulltickets.core.spi.PipelineStore;
import dev.nulltickets.core.spi.RunStore;
import dev.nulltickets.core.spi.TraceStore;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.core.spi.UsageStore;
import dev.nulltickets.core.task.Assignment;
import dev.nulltickets.core.task.TaskFilter;
import dev.nulltickets.core.trace.KeptSpan;
import dev.nulltickets.core.trace.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Break a store in one way each: its artifacts, entries, traces and figures, and what it takes from other stores. */
final class BrokenRecords {
    private static final int ALL = 1_000_000;

    private BrokenRecords() {}

    static TrackerStore artifactsAreNotFilteredByRun(TrackerStore sound) {
        return broken(
                sound,
                ArtifactStore.class,
                "artifacts",
                "list",
                (tx, through, given) -> through.call(
                        new ArtifactFilter(((ArtifactFilter) given[0]).taskId(), null), given[1], given[2]));
    }

    static TrackerStore artifactsOfOneTimeAreSkipped(TrackerStore sound) {
        return broken(sound, ArtifactStore.class, "artifacts", "list", (tx, through, given) -> {
            Cursor.Created after = (Cursor.Created) given[1];
            Object behind = after == null ? null : new Cursor.Created(after.createdAt(), "zzz");
            return through.call(given[0], behind, given[2]);
        });
    }

    static TrackerStore entriesAreNewWheneverTheyArePut(TrackerStore sound) {
        return broken(sound, EntryStore.class, "entries", "put", (tx, through, given) -> {
            Entry entry = (Entry) given[0];
            boolean unused = tx.entries().delete(entry.namespace(), entry.key());
            return through.call(given);
        });
    }

    static TrackerStore entriesAreListedByTheirUtf16(TrackerStore sound) {
        return broken(
                sound,
                EntryStore.class,
                "entries",
                "list",
                (tx, through, given) -> ((List<?>) through.call(given))
                        .stream()
                                .map(row -> (Entry) row)
                                .sorted(Comparator.comparing(Entry::key))
                                .toList());
    }

    static TrackerStore namespacesAreDeletedUpToALimit(TrackerStore sound) {
        return broken(sound, EntryStore.class, "entries", "deleteAll", (tx, through, given) -> {
            List<Entry> first =
                    tx.entries().list((String) given[0]).stream().limit(1_000).toList();
            first.forEach(entry -> tx.entries().delete(entry.namespace(), entry.key()));
            return first.size();
        });
    }

    static TrackerStore replacedEntriesKeepTheirOldWords(TrackerStore sound) {
        return broken(sound, EntryStore.class, "entries", "put", (tx, through, given) -> {
            Entry entry = (Entry) given[0];
            EntryIndex index = (EntryIndex) given[1];
            EntryIndex old = tx.entries()
                    .find(entry.namespace(), entry.key())
                    .map(Shelf::indexOf)
                    .orElse(index);
            String words = old.valueWords() + " " + index.valueWords();
            return through.call(entry, new EntryIndex("", "", words, index.facets()));
        });
    }

    static TrackerStore anyWordSuffices(TrackerStore sound) {
        return broken(sound, EntryStore.class, "entries", "search", (tx, through, given) -> {
            EntrySearch search = (EntrySearch) given[0];
            Set<Object> found = new LinkedHashSet<>();
            for (String word : search.words()) {
                found.addAll((List<?>)
                        through.call(new EntrySearch(List.of(word), search.namespace(), search.facets()), given[1]));
            }
            return List.copyOf(found);
        });
    }

    static TrackerStore searchesIgnoreTheirNamespace(TrackerStore sound) {
        return searching(sound, search -> new EntrySearch(search.words(), null, search.facets()));
    }

    static TrackerStore searchesIgnoreTheirFacets(TrackerStore sound) {
        return searching(sound, search -> new EntrySearch(search.words(), search.namespace(), Set.of()));
    }

    static TrackerStore operatorsAreNoWords(TrackerStore sound) {
        return searching(
                sound,
                search -> withWords(
                        search,
                        search.words().stream()
                                .filter(word -> !Set.of("and", "or", "not").contains(word))
                                .toList()));
    }

    static TrackerStore onlySomeWordsAreLookedFor(TrackerStore sound) {
        return searching(
                sound,
                search -> withWords(search, search.words().stream().limit(32).toList()));
    }

    static TrackerStore wordsAreComparedByTheirAscii(TrackerStore sound) {
        TrackerStore searching = searching(
                sound,
                search -> withWords(
                        search,
                        search.words().stream().map(BrokenRecords::ascii).toList()));
        return broken(searching, EntryStore.class, "entries", "put", (tx, through, given) -> {
            EntryIndex index = (EntryIndex) given[1];
            return through.call(given[0], new EntryIndex("", "", ascii(index.valueWords()), index.facets()));
        });
    }

    private static String ascii(String words) {
        return words.codePoints()
                .map(character -> character < 0x80 ? character : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static EntrySearch withWords(EntrySearch search, List<String> words) {
        return words.isEmpty() ? search : new EntrySearch(words, search.namespace(), search.facets());
    }

    private static TrackerStore searching(TrackerStore sound, UnaryOperator<EntrySearch> wrong) {
        return broken(
                sound,
                EntryStore.class,
                "entries",
                "search",
                (tx, through, given) -> through.call(wrong.apply((EntrySearch) given[0]), given[1]));
    }

    static TrackerStore theBestIsLast(TrackerStore sound) {
        return broken(
                sound,
                EntryStore.class,
                "entries",
                "search",
                (tx, through, given) -> ((List<?>) through.call(given)).reversed());
    }

    static TrackerStore searchesIgnoreTheirLimit(TrackerStore sound) {
        return broken(
                sound, EntryStore.class, "entries", "search", (tx, through, given) -> through.call(given[0], ALL));
    }

    static TrackerStore batchIdsStandStill(TrackerStore sound) {
        return broken(sound, TraceStore.class, "traces", "append", (tx, through, given) -> {
            Object unused = through.call(given);
            return 1L;
        });
    }

    static TrackerStore spansAreListedAsTheyWereAdded(TrackerStore sound) {
        return broken(
                sound,
                TraceStore.class,
                "traces",
                "ofTrace",
                (tx, through, given) -> ((List<?>) through.call(given))
                        .stream()
                                .map(row -> (KeptSpan) row)
                                .sorted(Comparator.comparing(kept -> kept.span().spanId()))
                                .toList());
    }

    static TrackerStore aKnownSpanSpoilsItsBatch(TrackerStore sound) {
        return broken(sound, TraceStore.class, "traces", "add", (tx, through, given) -> {
            boolean known = ((List<?>) given[1])
                    .stream()
                            .map(row -> (Span) row)
                            .anyMatch(span -> tx.traces().ofTrace(span.traceId(), null, ALL).stream()
                                    .anyMatch(other -> other.span().spanId().equals(span.spanId())));
            return known ? List.of() : through.call(given);
        });
    }

    static TrackerStore spansOfUnknownRunsAreNotLinked(TrackerStore sound) {
        return broken(
                sound,
                TraceStore.class,
                "traces",
                "ofRun",
                (tx, through, given) -> ((List<?>) through.call(given))
                        .stream()
                                .map(row -> (KeptSpan) row)
                                .filter(kept -> kept.span().runId() != null
                                        && tx.runs().find(kept.span().runId()).isPresent())
                                .toList());
    }

    static TrackerStore spansForgetTheirStatus(TrackerStore sound) {
        return broken(
                sound,
                TraceStore.class,
                "traces",
                "ofTrace",
                (tx, through, given) -> ((List<?>) through.call(given))
                        .stream()
                                .map(row -> (KeptSpan) row)
                                .map(kept -> new KeptSpan(kept.id(), withoutStatus(kept.span())))
                                .toList());
    }

    private static Span withoutStatus(Span span) {
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
                Span.Status.UNSET,
                span.scope(),
                span.resource(),
                span.runId(),
                span.taskId(),
                span.usage());
    }

    static TrackerStore spanPagesBeginAnew(TrackerStore sound) {
        return broken(
                sound,
                TraceStore.class,
                "traces",
                "ofRun",
                (tx, through, given) -> given[1] == null ? through.call(given) : List.of());
    }

    static TrackerStore addedSpansAreAllNew(TrackerStore sound) {
        return broken(sound, TraceStore.class, "traces", "add", (tx, through, given) -> {
            Object unused = through.call(given);
            return given[1];
        });
    }

    static TrackerStore nothingIsInherited(TrackerStore sound) {
        return broken(
                sound,
                TraceStore.class,
                "traces",
                "inherit",
                (tx, through, given) -> new TraceStore.Inheritance(List.of(), false));
    }

    static TrackerStore deletedSpansStillCount(TrackerStore sound) {
        return broken(sound, TraceStore.class, "traces", "bytes", (tx, through, given) -> 1_000L);
    }

    static TrackerStore coveringIsAlwaysNews(TrackerStore sound) {
        return broken(
                sound,
                UsageStore.class,
                "usage",
                "cover",
                (tx, through, given) -> tx.traces().ofTrace((String) given[0], null, ALL).stream()
                        .map(KeptSpan::span)
                        .filter(span -> span.spanId().equals(given[1]))
                        .findFirst());
    }

    static TrackerStore usageIsNotAdded(TrackerStore sound) {
        return broken(sound, UsageStore.class, "usage", "add", (tx, through, given) -> null);
    }

    static TrackerStore theOldestMayBeInAnyState(TrackerStore sound) {
        return broken(
                sound,
                FigureReader.class,
                "figures",
                "oldestReady",
                (tx, through, given) -> tx.tasks().list(TaskFilter.ALL, null, ALL).stream()
                        .filter(task -> given[0].equals(task.role()))
                        .map(task -> task.createdAt())
                        .findFirst());
    }

    static TrackerStore theOldestIsTheBest(TrackerStore sound) {
        return broken(
                sound,
                FigureReader.class,
                "figures",
                "oldestReady",
                (tx, through, given) ->
                        tx.tasks().best((AgentRole) given[0], Samples.ADA).map(task -> task.createdAt()));
    }

    static TrackerStore grantsOfThatTimeAreNotCounted(TrackerStore sound) {
        return broken(
                sound,
                FigureReader.class,
                "figures",
                "leasesGrantedBy",
                (tx, through, given) -> through.call(((Instant) given[0]).minusMillis(1)));
    }

    static TrackerStore leasesThatAreOverEndSoon(TrackerStore sound) {
        return broken(
                sound,
                FigureReader.class,
                "figures",
                "leasesEndingBy",
                (tx, through, given) -> through.call(Instant.EPOCH, given[1]));
    }

    static TrackerStore heartbeatsGrantAnew(TrackerStore sound) {
        return broken(sound, LeaseStore.class, "leases", "extend", (tx, through, given) -> {
            Object extended = through.call(given);
            tx.leases()
                    .find((LeaseId) given[0])
                    .filter(lease -> !lease.expired())
                    .ifPresent(lease -> {
                        boolean unused = tx.leases().end(lease.id(), lease.epoch());
                        tx.leases().grant(grantedAt(lease, lease.expiresAt().minus((Duration) given[3])));
                    });
            return extended;
        });
    }

    private static Lease grantedAt(Lease lease, Instant at) {
        return new Lease(
                lease.id(),
                lease.runId(),
                lease.taskId(),
                lease.pipelineId(),
                lease.stage(),
                lease.tokenHash(),
                lease.epoch(),
                at,
                lease.ttl(),
                lease.expiresAt(),
                lease.expired());
    }

    static TrackerStore idsStopAtOne(TrackerStore sound) {
        return broken(
                sound,
                PipelineStore.class,
                "pipelines",
                "ids",
                (tx, through, given) ->
                        ((List<?>) through.call(given)).stream().limit(1).toList());
    }

    static TrackerStore insertedEventsAreNumberedAnew(TrackerStore sound) {
        return broken(sound, EventStore.class, "events", "insert", (tx, through, given) -> {
            Event event = (Event) given[0];
            long unused = tx.events().append(event.runId(), event.taskId(), event.at(), event.kind(), event.data());
            return null;
        });
    }

    static TrackerStore insertedGateResultsAreNumberedAnew(TrackerStore sound) {
        return broken(sound, GateStore.class, "gates", "insert", (tx, through, given) -> {
            GateResult result = (GateResult) given[0];
            NewGateResult anew = new NewGateResult(result.gate(), result.status(), result.evidence(), result.actor());
            long unused = tx.gates().append(result.runId(), result.taskId(), result.at(), anew);
            return null;
        });
    }

    static TrackerStore insertedAssignmentsAreActive(TrackerStore sound) {
        return broken(sound, AssignmentStore.class, "assignments", "insert", (tx, through, given) -> {
            Assignment row = (Assignment) given[0];
            tx.assignments().activate(row.taskId(), row.agentId(), row.assignedBy(), row.createdAt());
            return null;
        });
    }

    static TrackerStore insertedRunsAreRunning(TrackerStore sound) {
        return broken(
                sound, RunStore.class, "runs", "insert", (tx, through, given) -> through.call(running((Run) given[0])));
    }

    private static Run running(Run run) {
        return new Run(
                run.id(),
                run.taskId(),
                run.attempt(),
                RunStatus.RUNNING,
                run.agentId(),
                run.agentRole(),
                run.startedAt(),
                null,
                run.usage(),
                null);
    }
}
