package dev.nulltickets.core;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.entry.NewEntry;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.PageRequest;
import dev.nulltickets.core.model.Rejection;
import dev.nulltickets.core.spi.TrackerStore;
import java.util.List;

/**
 * Keep JSON values by namespace and key, and find them by their words. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Entries {
    private final TrackerStore store;

    Entries(TrackerStore store) {
        this.store = store;
    }

    /**
     * Put a value, in place of the one that is there.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code ReservedNamespace} or {@code ValidationFailed}
     */
    public void put(String namespace, String key, JsonText value) {
        put(NewEntry.of(namespace, key, value));
    }

    /** Put a value, in place of the one that is there. */
    public void put(NewEntry entry) {
        store.write(tx -> {
            tx.entries()
                    .put(new Entry(entry.namespace(), entry.key(), entry.value(), tx.now(), tx.now()), entry.index());
            return true;
        });
    }

    /**
     * Return an entry.
     *
     * @throws dev.nulltickets.core.model.RejectedException with {@code NotFound}
     */
    public Entry find(String namespace, String key) {
        return store.read(tx -> tx.entries()
                .find(namespace, key)
                .orElseThrow(() -> new Rejection.NotFound("entry", namespace + "/" + key).asException()));
    }

    /** Return all entries of a namespace, by key; none if there is no such namespace. */
    public List<Entry> list(String namespace) {
        return store.read(tx -> tx.entries().list(namespace));
    }

    /**
     * Return the entries that match, the best first.
     *
     * @param limit the most entries to return, from 1 to {@value PageRequest#MAX_LIMIT}
     * @throws dev.nulltickets.core.model.RejectedException with {@code InvalidLimit}
     */
    public List<Entry> search(EntrySearch search, int limit) {
        int checked = PageRequest.first(limit).limit();
        return store.read(tx -> tx.entries().search(search, checked));
    }

    /** Delete an entry. Return false if it is not there. */
    public boolean delete(String namespace, String key) {
        return store.write(tx -> tx.entries().delete(namespace, key));
    }

    /** Delete all entries of a namespace. Return how many there were. */
    public int deleteAll(String namespace) {
        return store.write(tx -> tx.entries().deleteAll(namespace));
    }
}
