package dev.nulltickets.persistence;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import java.util.List;

/** Find entries by their words: a full-text index beside them, with a row for each. */
interface EntryWords {
    /** Add or replace what an entry is found by. */
    void put(long id, String namespace, EntryIndex index);

    /** Forget an entry that is about to be deleted. */
    void forget(long id);

    /** Forget the entries of a namespace that are about to be deleted. */
    void forgetAll(String namespace);

    /**
     * Return the best matches.
     *
     * @param mapper reads namespace, key, value, time of creation and time of update
     */
    List<Entry> search(EntrySearch search, int limit, Row.Mapper<Entry> mapper);
}
