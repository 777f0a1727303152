package dev.nulltickets.tck;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Put entries into a store and look for them, a transaction each. */
final class Shelf {
    /** The namespace of entries that name none. */
    static final String NOTES = "notes";

    private static final int ALL = 1_000;

    private final StoreFixture fixture;

    Shelf(StoreFixture fixture) {
        this.fixture = fixture;
    }

    /** Put a value of whatever kind. */
    Entry put(String namespace, String key, String json, Instant at) {
        Entry entry = new Entry(namespace, key, JsonText.of(json), at, at);
        fixture.change(tx -> tx.entries().put(entry, indexOf(entry)));
        return entry;
    }

    /** Put a text as a note. */
    Entry note(String key, String text) {
        return put(NOTES, key, JsonObject.string(text).value(), Samples.START);
    }

    Optional<Entry> find(String namespace, String key) {
        return fixture.read(tx -> tx.entries().find(namespace, key));
    }

    List<Entry> list(String namespace) {
        return fixture.read(tx -> tx.entries().list(namespace));
    }

    boolean delete(String namespace, String key) {
        return fixture.write(tx -> tx.entries().delete(namespace, key));
    }

    int deleteAll(String namespace) {
        return fixture.write(tx -> tx.entries().deleteAll(namespace));
    }

    List<Entry> search(EntrySearch search, int limit) {
        return fixture.read(tx -> tx.entries().search(search, limit));
    }

    /** Return the keys of what is found, the best match first. */
    List<String> found(EntrySearch search) {
        return search(search, ALL).stream().map(Entry::key).toList();
    }

    /** Return the keys of what is found by a text, the best match first. */
    List<String> found(String query) {
        return found(EntrySearch.of(query));
    }

    static EntryIndex indexOf(Entry entry) {
        return EntryIndex.of(entry.namespace(), entry.key(), entry.value());
    }
}
