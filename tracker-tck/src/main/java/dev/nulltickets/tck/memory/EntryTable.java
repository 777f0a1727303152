package dev.nulltickets.tck.memory;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/**
 * Hold entries with every index over them. Immutable.
 *
 * @param byWord those that have a word
 */
record EntryTable(TreePMap<Place, IndexedEntry> rows, HashPMap<String, TreePMap<Place, IndexedEntry>> byWord) {
    static final EntryTable EMPTY = new EntryTable(TreePMap.empty(), HashTreePMap.empty());

    EntryTable plus(IndexedEntry row) {
        HashPMap<String, TreePMap<Place, IndexedEntry>> words = byWord;
        for (String word : row.counts().keySet()) {
            words = words.plus(word, having(word).plus(row.place(), row));
        }
        return new EntryTable(rows.plus(row.place(), row), words);
    }

    EntryTable minus(IndexedEntry row) {
        HashPMap<String, TreePMap<Place, IndexedEntry>> words = byWord;
        for (String word : row.counts().keySet()) {
            TreePMap<Place, IndexedEntry> rest = having(word).minus(row.place());
            words = rest.isEmpty() ? words.minus(word) : words.plus(word, rest);
        }
        return new EntryTable(rows.minus(row.place()), words);
    }

    /** Return the rows of a namespace, by key. */
    Stream<IndexedEntry> of(String namespace) {
        return rows.tailMap(Place.first(namespace)).values().stream()
                .takeWhile(row -> row.entry().namespace().equals(namespace));
    }

    /** Return the rows that have the rarest of some words. */
    Collection<IndexedEntry> candidates(List<String> words) {
        return words.stream()
                .map(this::having)
                .min(Comparator.comparingInt(TreePMap::size))
                .orElseThrow()
                .values();
    }

    private TreePMap<Place, IndexedEntry> having(String word) {
        return byWord.getOrDefault(word, TreePMap.empty());
    }
}
