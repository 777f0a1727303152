package dev.nulltickets.persistence;

import static java.util.stream.Collectors.joining;

import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Write {@code tsvector}s and {@code tsquery}s. A word's positions are not where it stands but how often it does: of
 * true positions PostgreSQL knows none above 16383. Where it stands is its weight: A in the key, B in the namespace,
 * D in the value.
 */
final class Tsvectors {
    /** The most positions that PostgreSQL keeps of a word. */
    private static final int MOST_POSITIONS = 256;

    private Tsvectors() {}

    /** Write the words of an entry. */
    static String words(EntryIndex index) {
        Map<String, StringBuilder> words = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        add(words, counts, index.keyWords(), "A");
        add(words, counts, index.namespaceWords(), "B");
        add(words, counts, index.valueWords(), "");
        return words.entrySet().stream()
                .map(word -> quoted(word.getKey()) + word.getValue())
                .collect(joining(" "));
    }

    /** Write what an entry is filtered by. */
    static String places(String namespace, EntryIndex index) {
        return Stream.concat(
                        Stream.of(namespace(namespace)), index.facets().stream().map(Tsvectors::facet))
                .map(Tsvectors::quoted)
                .collect(joining(" "));
    }

    /** Count the words of an entry's value. */
    static int length(EntryIndex index) {
        String words = index.valueWords();
        return words.isEmpty()
                ? 0
                : 1 + (int) words.chars().filter(c -> c == ' ').count();
    }

    /** Ask for all words of a search. */
    static String all(EntrySearch search) {
        return search.words().stream().map(Tsvectors::quoted).collect(joining(" & "));
    }

    /** Ask for any word of a search. */
    static String any(EntrySearch search) {
        return search.words().stream().map(Tsvectors::quoted).collect(joining(" | "));
    }

    /** Ask for the places of a search; empty for all places. */
    static String places(EntrySearch search) {
        String namespace = search.namespace();
        String facets =
                search.facets().stream().map(facet -> quoted(facet(facet))).collect(joining(" | ", "(", ")"));
        return Stream.of(
                        namespace == null ? "" : quoted(namespace(namespace)),
                        search.facets().isEmpty() ? "" : facets)
                .filter(part -> !part.isEmpty())
                .collect(joining(" & "));
    }

    private static void add(
            Map<String, StringBuilder> words, Map<String, Integer> counts, String given, String weight) {
        if (given.isEmpty()) {
            return;
        }
        for (String word : given.split(" ", -1)) {
            int count = counts.merge(word, 1, Integer::sum);
            if (count <= MOST_POSITIONS) {
                words.computeIfAbsent(word, first -> new StringBuilder())
                        .append(count == 1 ? ':' : ',')
                        .append(count)
                        .append(weight);
            }
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Make a word of a namespace: of its hash, because it may hold anything and be long. */
    private static String namespace(String namespace) {
        return "n:" + Hashes.hex(namespace);
    }

    private static String facet(String facet) {
        return "f:" + facet;
    }
}
