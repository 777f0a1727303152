package dev.nulltickets.persistence;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Run a statement on PostgreSQL, but not with a text that it cannot keep ({@link PostgresText}). */
record PostgresPrepared(JdbcPrepared statement, Sql sql) implements Prepared {

    @Override
    public int change(@Nullable Object[] values) throws SQLException {
        Optional<@Nullable Object[]> storable = PostgresText.storable(sql, values);
        return storable.isPresent() ? statement.change(storable.get()) : 0;
    }

    @Override
    public <T> Optional<T> first(@Nullable Object[] values, Row.Mapper<T> mapper) throws SQLException {
        return PostgresText.storable(values) ? statement.first(values, mapper) : Optional.empty();
    }

    @Override
    public <T> List<T> all(@Nullable Object[] values, Row.Mapper<T> mapper) throws SQLException {
        return PostgresText.storable(values) ? statement.all(values, mapper) : List.of();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
