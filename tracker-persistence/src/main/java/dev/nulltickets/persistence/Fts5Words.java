package dev.nulltickets.persistence;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import java.util.List;

/** Find entries on SQLite: by a full-text index that holds words only, whose rows have the numbers of the entries. */
final class Fts5Words implements EntryWords {
    private static final Sql INDEX = Sql.plain(
            "insert or replace into entries_fts (rowid, namespace, key, value, places) values (?, ?, ?, ?, ?)");
    private static final Sql FORGET = Sql.plain("delete from entries_fts where rowid = ?");
    private static final Sql FORGET_ALL =
            Sql.plain("delete from entries_fts where rowid in (select id from entries where namespace = ?)");
    // Ranking takes its time with each match, so it ends with the newest 5,000. Their values are not read for it.
    private static final Sql SEARCH = Sql.plain("""
            select e.namespace, e.key, e.value, e.created_at_ms, e.updated_at_ms
            from (
                select id, score
                from (
                    select rowid as id, bm25(entries_fts, 2.0, 3.0, 1.0, 0.0) as score
                    from entries_fts
                    where entries_fts match ?
                    order by rowid desc
                    limit 5000
                )
                order by score, id
                limit ?
            ) as best
            cross join entries as e on e.id = best.id
            order by best.score, best.id""");

    private final Session session;

    Fts5Words(Session session) {
        this.session = session;
    }

    @Override
    public void put(long id, String namespace, EntryIndex index) {
        session.change(
                INDEX,
                values -> values.number(id)
                        .text(index.namespaceWords())
                        .text(index.keyWords())
                        .text(index.valueWords())
                        .text(EntryMatch.places(namespace, index)));
    }

    @Override
    public void forget(long id) {
        session.change(FORGET, values -> values.number(id));
    }

    @Override
    public void forgetAll(String namespace) {
        session.change(FORGET_ALL, values -> values.text(namespace));
    }

    @Override
    public List<Entry> search(EntrySearch search, int limit, Row.Mapper<Entry> mapper) {
        return session.all(
                SEARCH, values -> values.text(EntryMatch.expression(search)).number((long) limit), mapper);
    }
}
