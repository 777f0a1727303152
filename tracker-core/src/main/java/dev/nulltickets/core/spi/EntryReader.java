package dev.nulltickets.core.spi;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntrySearch;
import java.util.List;
import java.util.Optional;

/**
 * Read the key-value store.
 *
 * @since 0.1.0
 */
public interface EntryReader {
    Optional<Entry> find(String namespace, String key);

    /** Return all entries of a namespace, by key: by its UTF-8 bytes, which is by code point. */
    List<Entry> list(String namespace);

    /**
     * Return at most {@code limit} entries that have all the words in their {@link
     * dev.nulltickets.core.entry.EntryIndex} and at least one of the facets, if there are any, the best match first.
     *
     * <p>What makes a match better is the adapter's affair, but for this: an entry that has each word more often in its
     * value, which is shorter and has no more facets, does not come after one that has each of them more rarely in its
     * value, where neither has them elsewhere. Where more than 5,000 entries match, the best of 5,000 of them may be
     * returned. An entry costs nothing that has none of the words, and next to nothing that does not match.
     */
    List<Entry> search(EntrySearch search, int limit);
}
