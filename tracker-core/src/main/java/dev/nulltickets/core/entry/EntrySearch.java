package dev.nulltickets.core.entry;

import dev.nulltickets.core.model.Rejection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ask for the entries that hold all of some words, in the namespace, the key or the text of the value.
 *
 * @param words what must occur, in the form of {@link EntryIndex}; at least one
 * @param namespace the only namespace to look in, or null for all
 * @param facets of these the entry must have at least one; empty for any entry
 * @since 0.1.0
 */
public record EntrySearch(List<String> words, @Nullable String namespace, Set<String> facets) {
    /** The most words that are looked for at once. */
    public static final int MOST_WORDS = 64;

    public EntrySearch {
        words = List.copyOf(words);
        facets = Set.copyOf(facets);
        if (words.isEmpty()) {
            throw new Rejection.InvalidQuery("q must hold a word: letters, digits or symbols").asException();
        }
        if (words.size() > MOST_WORDS) {
            throw new Rejection.InvalidQuery(
                            "q must have at most " + MOST_WORDS + " different words, but has " + words.size())
                    .asException();
        }
    }

    /**
     * Look for every word of a text, in all namespaces.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code InvalidQuery} if the text holds no word, or too
     *     many
     */
    public static EntrySearch of(String query) {
        return new EntrySearch(List.copyOf(new LinkedHashSet<>(Words.list(query))), null, Set.of());
    }

    /** Return the same search in one namespace. */
    public EntrySearch in(String value) {
        return new EntrySearch(words, value, facets);
    }

    /**
     * Return the same search among the entries whose value holds {@code value} at {@code path}. A text that is JSON
     * stands for that JSON value as well as for the string: {@code 5} equals the number and the string.
     *
     * @param path such as {@code $.author.name}, {@code $.tags[0]} or {@code $["a name with spaces"]}
     * @throws dev.nulltickets.core.model.RejectedException with {@code InvalidFilterPath}
     */
    public EntrySearch where(String path, String value) {
        return new EntrySearch(words, namespace, Facets.sought(JsonPath.parse(path), value));
    }
}
