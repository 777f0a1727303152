package dev.nulltickets.tck.memory;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.spi.EntryStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keep the key-value store. The best match is the one of which the words that are looked for are the largest part. */
final class MemoryEntries implements EntryStore {
    private final Slot<EntryTable> slot;

    MemoryEntries(Slot<EntryTable> slot) {
        this.slot = slot;
    }

    EntryTable outcome() {
        return slot.outcome();
    }

    @Override
    public Optional<Entry> find(String namespace, String key) {
        return Optional.ofNullable(row(namespace, key)).map(IndexedEntry::entry);
    }

    @Override
    public List<Entry> list(String namespace) {
        return slot.table().of(namespace).map(IndexedEntry::entry).toList();
    }

    @Override
    public List<Entry> search(EntrySearch search, int limit) {
        Comparator<IndexedEntry> bestFirst = Comparator.comparingDouble((IndexedEntry row) -> row.share(search.words()))
                .reversed()
                .thenComparing(IndexedEntry::place);
        return slot.table().candidates(search.words()).stream()
                .filter(row -> search.namespace() == null
                        || search.namespace().equals(row.entry().namespace()))
                .filter(row -> row.has(search.words(), search.facets()))
                .sorted(bestFirst)
                .limit(limit)
                .map(IndexedEntry::entry)
                .toList();
    }

    @Override
    public void put(Entry entry, EntryIndex index) {
        IndexedEntry old = row(entry.namespace(), entry.key());
        if (old == null) {
            slot.replace(slot.table().plus(IndexedEntry.of(entry, index)));
            return;
        }
        Instant createdAt = old.entry().createdAt();
        Entry kept = new Entry(entry.namespace(), entry.key(), entry.value(), createdAt, entry.updatedAt());
        slot.replace(slot.table().minus(old).plus(IndexedEntry.of(kept, index)));
    }

    @Override
    public boolean delete(String namespace, String key) {
        IndexedEntry row = row(namespace, key);
        if (row == null) {
            return false;
        }
        slot.replace(slot.table().minus(row));
        return true;
    }

    @Override
    public int deleteAll(String namespace) {
        List<IndexedEntry> rows = slot.table().of(namespace).toList();
        rows.forEach(row -> slot.replace(slot.table().minus(row)));
        return rows.size();
    }

    private @Nullable IndexedEntry row(String namespace, String key) {
        return slot.table().rows().get(new Place(namespace, key));
    }
}
