package dev.nulltickets.persistence;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Say with jOOQ what a statement is, so that the compiler checks it against the schema. Parameters are bound by
 * position, in the order of their appearance.
 */
record Draft(Map<SQLDialect, Query> queries, Sql.Lock lock) {

    /** Say it in the same words for every database. */
    static Draft of(Query query) {
        return locking(Sql.Lock.NONE, query);
    }

    /** Query one table, whose rows a writing transaction locks. */
    static Draft locking(Sql.Lock lock, Query query) {
        return new Draft(Map.of(SQLDialect.SQLITE, query, SQLDialect.POSTGRES, query), lock);
    }

    /** Say it in other words for each database, with the same parameters. */
    static Draft differing(Query sqlite, Query postgres) {
        return differing(Sql.Lock.NONE, sqlite, postgres);
    }

    /** Query one table, whose rows a writing transaction locks, in other words for each database. */
    static Draft differing(Sql.Lock lock, Query sqlite, Query postgres) {
        return new Draft(Map.of(SQLDialect.SQLITE, sqlite, SQLDialect.POSTGRES, postgres), lock);
    }

    /** Insert one row; the parameters are the columns. */
    static Draft insert(Table<?> table, Field<?>... columns) {
        return of(insertion(table, columns));
    }

    /** Begin an insertion of one row that goes on with what happens on a conflict. */
    static InsertValuesStepN<?> insertion(Table<?> table, Field<?>... columns) {
        List<Param<?>> values =
                Arrays.<Field<?>>stream(columns).<Param<?>>map(Draft::bind).toList();
        return DSL.insertInto(table).columns(columns).values(values);
    }

    /** Update rows; the parameters are the columns, then those of the condition. */
    static Draft update(Table<?> table, Condition where, Field<?>... columns) {
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

    /** Return the text in a dialect. */
    String render(Dialect dialect) {
        return dialect.render(requireNonNull(queries.get(dialect.family())), lock);
    }
}
