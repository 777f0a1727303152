package dev.nulltickets.persistence;

import static dev.nulltickets.persistence.jooq.Tables.ENTRIES;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import dev.nulltickets.core.entry.Entry;
import dev.nulltickets.core.entry.EntryIndex;
import dev.nulltickets.core.entry.EntrySearch;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.spi.EntryStore;
import dev.nulltickets.persistence.Sql.Lock;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/** Keep entries, and beside each what it is found by. */
final class EntryTable implements EntryStore {

    private static final Sql LAST =
            Sql.of(() -> Draft.of(select(max(ENTRIES.ID)).from(ENTRIES)));
    private static final Sql ID = Sql.of(
            () -> Draft.locking(Lock.WAIT, select(ENTRIES.ID).from(ENTRIES).where(Part.NAMED)));
    private static final Sql INSERT = Sql.of(() -> Draft.insert(
            ENTRIES,
            ENTRIES.ID,
            ENTRIES.NAMESPACE,
            ENTRIES.KEY,
            ENTRIES.VALUE,
            ENTRIES.CREATED_AT_MS,
            ENTRIES.UPDATED_AT_MS));
    private static final Sql REPLACE =
            Sql.of(() -> Draft.update(ENTRIES, Part.NUMBERED, ENTRIES.VALUE, ENTRIES.UPDATED_AT_MS));
    private static final Sql DELETE = Sql.of(() -> Draft.of(deleteFrom(ENTRIES).where(Part.NUMBERED)));
    private static final Sql DELETE_ALL =
            Sql.of(() -> Draft.of(deleteFrom(ENTRIES).where(Part.IN_NAMESPACE)));
    private static final Sql FIND =
            Sql.of(() -> Draft.of(select(Part.COLUMNS).from(ENTRIES).where(Part.NAMED)));
    private static final Sql LIST = Sql.of(() ->
            Draft.of(select(Part.COLUMNS).from(ENTRIES).where(Part.IN_NAMESPACE).orderBy(ENTRIES.KEY)));

    private final Session session;
    private final Sequences sequences;
    private final EntryWords words;

    EntryTable(Session session, Sequences sequences, EntryWords words) {
        this.session = session;
        this.sequences = sequences;
        this.words = words;
    }

    /** Return the highest id there is, or 0. */
    static long last(Session session) {
        return session.first(LAST, Parameters.Binder.NONE, Row::number).orElseThrow();
    }

    @Override
    public void put(Entry entry, EntryIndex index) {
        long id = id(entry.namespace(), entry.key())
                .map(existing -> replace(existing, entry))
                .orElseGet(() -> insert(entry));
        words.put(id, entry.namespace(), index);
    }

    @Override
    public boolean delete(String namespace, String key) {
        Optional<Long> id = id(namespace, key);
        id.ifPresent(found -> {
            words.forget(found);
            session.change(DELETE, values -> values.number(found));
        });
        return id.isPresent();
    }

    @Override
    public int deleteAll(String namespace) {
        words.forgetAll(namespace);
        return session.change(DELETE_ALL, values -> values.text(namespace));
    }

    @Override
    public Optional<Entry> find(String namespace, String key) {
        return session.first(FIND, values -> values.text(namespace).text(key), EntryTable::entry);
    }

    @Override
    public List<Entry> list(String namespace) {
        return session.all(LIST, values -> values.text(namespace), EntryTable::entry);
    }

    @Override
    public List<Entry> search(EntrySearch search, int limit) {
        return words.search(search, limit, EntryTable::entry);
    }

    private Optional<Long> id(String namespace, String key) {
        return session.first(ID, values -> values.text(namespace).text(key), Row::number);
    }

    private long replace(long id, Entry entry) {
        session.change(
                REPLACE,
                values -> values.text(entry.value().value())
                        .time(entry.updatedAt())
                        .number(id));
        return id;
    }

    private long insert(Entry entry) {
        long id = sequences.entries().next();
        session.change(
                INSERT,
                values -> values.number(id)
                        .text(entry.namespace())
                        .text(entry.key())
                        .text(entry.value().value())
                        .time(entry.createdAt())
                        .time(entry.updatedAt()));
        return id;
    }

    private static Entry entry(Row row) throws SQLException {
        return new Entry(row.text(), row.text(), JsonText.trusted(row.text()), row.time(), row.time());
    }

    /** Hold what statements are made of: apart, because most programs never need it. */
    private static final class Part {
        static final Field<?>[] COLUMNS = {
            ENTRIES.NAMESPACE, ENTRIES.KEY, ENTRIES.VALUE, ENTRIES.CREATED_AT_MS, ENTRIES.UPDATED_AT_MS
        };
        static final Condition IN_NAMESPACE = ENTRIES.NAMESPACE.eq(Draft.bind(ENTRIES.NAMESPACE));
        static final Condition NAMED = IN_NAMESPACE.and(ENTRIES.KEY.eq(Draft.bind(ENTRIES.KEY)));
        static final Condition NUMBERED = ENTRIES.ID.eq(Draft.bind(ENTRIES.ID));

        private Part() {}
    }
}
