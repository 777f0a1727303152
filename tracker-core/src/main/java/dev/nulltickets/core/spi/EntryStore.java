package dev.nulltickets.core.spi;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;

/**
 * Keep the key-value store.
 *
 * @since 0.1.0
 */
public interface EntryStore extends EntryReader {
    /** Add an entry, or replace the value, the index and the time of update of the one that is there. */
    void put(Entry entry, EntryIndex index);

    /** Delete an entry. Return false if it is not there. */
    boolean delete(String namespace, String key);

    /** Delete all entries of a namespace. Return how many there were. */
    int deleteAll(String namespace);
}
