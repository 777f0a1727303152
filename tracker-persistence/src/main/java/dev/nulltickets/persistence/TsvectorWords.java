package dev.nulltickets.persistence;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import java.util.List;

/**
 * Find entries on PostgreSQL: by two {@code tsvector}s in a table beside them. They are written out as the tracker has
 * made them, so that none of PostgreSQL's own ideas of a word takes part.
 *
 * <p>A match is the better the more often it has the words, and the shorter it is. How often is what PostgreSQL's rank
 * says of a query for any of the words; one for all of them would look at how near they stand to each other.
 */
final class TsvectorWords implements EntryWords {
    private static final Sql PUT = Sql.plain("""
            insert into entry_words (entry_id, words, places, length)
            values (?, cast(? as tsvector), cast(? as tsvector), ?)
            on conflict (entry_id) do update
            set words = excluded.words, places = excluded.places, length = excluded.length""");
    private static final Sql SEARCH = Sql.plain(search(""));
    private static final Sql SEARCH_PLACES = Sql.plain(search(" and places @@ cast(? as tsquery)"));

    private final Session session;

    TsvectorWords(Session session) {
        this.session = session;
    }

    @Override
    public void put(long id, String namespace, EntryIndex index) {
        session.change(
                PUT,
                values -> values.number(id)
                        .text(Tsvectors.words(index))
                        .text(Tsvectors.places(namespace, index))
                        .number((long) Tsvectors.length(index)));
    }

    /** Do nothing: the row goes with the entry. */
    @Override
    public void forget(long id) {}

    /** Do nothing: the rows go with the entries. */
    @Override
    public void forgetAll(String namespace) {}

    @Override
    public List<Entry> search(EntrySearch search, int limit, Row.Mapper<Entry> mapper) {
        String places = Tsvectors.places(search);
        return session.all(
                places.isEmpty() ? SEARCH : SEARCH_PLACES,
                values -> {
                    values.text(Tsvectors.any(search)).text(Tsvectors.all(search));
                    if (!places.isEmpty()) {
                        values.text(places);
                    }
                    values.number((long) limit);
                },
                mapper);
    }

    /** Ranking takes its time with each match, so it ends with 5,000 of them. Their values are not read for it. */
    private static String search(String andPlaces) {
        return """
                select e.namespace, e.key, e.value, e.created_at_ms, e.updated_at_ms
                from (
                    select entry_id, score
                    from (
                        select entry_id,
                            ts_rank('{0.33, 0, 0.66, 1}', words, cast(? as tsquery)) / (1 + ln(1 + length)) as score
                        from entry_words
                        where words @@ cast(? as tsquery)%s
                        limit 5000
                    ) as matches
                    order by score desc, entry_id
                    limit ?
                ) as best
                join entries as e on e.id = best.entry_id
                order by best.score desc, best.entry_id""".formatted(andPlaces);
    }
}
