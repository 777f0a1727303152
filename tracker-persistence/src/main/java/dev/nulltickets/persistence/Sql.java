package dev.nulltickets.persistence;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Hold one statement: built with jOOQ, so that the compiler checks it against the schema, and rendered once, because
 * rendering costs more than running. Its object is its identity, so every statement is a constant, made once.
 *
 * <p>Parameters are bound by position, in the order of their appearance in the rendered text. Safe for use by several
 * threads.
 */
final class Sql {
    private final Query query;
    private volatile @Nullable String text;

    private Sql(Query query) {
        this.query = query;
    }

    /** Hold a statement. */
    static Sql of(Query query) {
        return new Sql(query);
    }

    /** Hold a statement that jOOQ has no words for. */
    static Sql plain(String text) {
        return new Sql(DSL.query(text));
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

    /** Return the text to prepare. */
    String text() {
        String rendered = text;
        if (rendered == null) {
            rendered = SqliteDialect.render(query);
            text = rendered;
        }
        return rendered;
    }

    @Override
    public String toString() {
        return text();
    }
}
