package dev.nulltickets.tck.memory;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hold an entry, and what it is found by.
 *
 * @param counts how often each word occurs
 * @param length how many words there are
 */
record IndexedEntry(Entry entry, Map<String, Integer> counts, int length, Set<String> facets) {
    static IndexedEntry of(Entry entry, EntryIndex index) {
        List<String> words = Stream.of(index.namespaceWords(), index.keyWords(), index.valueWords())
                .flatMap(text -> Stream.of(text.split(" ")))
                .filter(word -> !word.isEmpty())
                .toList();
        Map<String, Integer> counts = words.stream().collect(toUnmodifiableMap(word -> word, word -> 1, Integer::sum));
        return new IndexedEntry(entry, counts, words.size(), index.facets());
    }

    Place place() {
        return new Place(entry.namespace(), entry.key());
    }

    boolean has(List<String> words, Set<String> anyFacet) {
        return counts.keySet().containsAll(words)
                && (anyFacet.isEmpty() || anyFacet.stream().anyMatch(facets::contains));
    }

    /** Return which part of the text these words are. */
    double share(List<String> words) {
        return words.stream().mapToDouble(counts::get).sum() / length;
    }
}
