package dev.nulltickets.persistence;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Hold one statement: built with jOOQ, so that the compiler checks it against the schema, and rendered once, because
 * rendering costs more than running. Its object is its identity, so every statement is a constant, made once.
 *
 * <p>Parameters are bound by position, in the order of their appearance in the rendered text. Safe for use by several
 * threads.
 */
final class Sql {
    /** How the rows that a writing transaction reads are kept from others until it ends, where there are others. */
    enum Lock {
        /** They are not. */
        NONE,
        /** They are, after waiting for whoever has them. */
        WAIT,
        /** They are, but for those that somebody has, which are passed over. */
        SKIP
    }

    private final Query query;
    private final Lock lock;
    private final Map<Dialect, String> texts = new ConcurrentHashMap<>();

    private Sql(Query query, Lock lock) {
        this.query = query;
        this.lock = lock;
    }

    /** Hold a statement. */
    static Sql of(Query query) {
        return new Sql(query, Lock.NONE);
    }

    /** Hold a query of one table whose rows a writing transaction locks. */
    static Sql locking(Lock lock, Query query) {
        return new Sql(query, lock);
    }

    /** Hold a statement that jOOQ has no words for. */
    static Sql plain(String text) {
        return of(DSL.query(text));
    }

    /** Insert one row; the parameters are the columns. */
    static Sql insert(Table<?> table, Field<?>... columns) {
        return of(insertion(table, columns));
    }

    /** Begin an insertion of one row that goes on with what happens on a conflict. */
    static InsertValuesStepN<?> insertion(Table<?> table, Field<?>... columns) {
        List<Param<?>> values =
                Arrays.<Field<?>>stream(columns).<Param<?>>map(Sql::bind).toList();
        return DSL.insertInto(table).columns(columns).values(values);
    }

    /** Update rows; the parameters are the columns, then those of the condition. */
    static Sql update(Table<?> table, Condition where, Field<?>... columns) {
        Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
        for (Field<?> column : columns) {
            values.put(column, bind(column));
        }
        return of(DSL.update(table).set(values).where(where));
    }

    /** Stand for a value of a column that is bound later. */
    static <T> Param<T> bind(Field<T> column) {
        return DSL.param(column.getName(), column.getDataType());
    }

    /** Stand for a limit that is bound later. */
    static Param<Long> limit() {
        return DSL.param("limit", Long.class);
    }

    /** Return the text to prepare in a dialect. */
    String text(Dialect dialect) {
        // Not computed inside of the map, which would lock it against others meanwhile.
        String rendered = texts.get(dialect);
        if (rendered == null) {
            rendered = dialect.render(query, lock);
            texts.put(dialect, rendered);
        }
        return rendered;
    }

    /** Return the text in the words of SQLite, for whoever reads about it. */
    @Override
    public String toString() {
        return text(SqliteDialect.INSTANCE);
    }
}
