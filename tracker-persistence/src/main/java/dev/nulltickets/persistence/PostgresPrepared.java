package dev.nulltickets.persistence;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Run a statement on PostgreSQL, but not with a text that it cannot keep, over which it would end the transaction: no row
 * has such a text.
 *
 * @param deletes whether the statement only deletes
 */
record PostgresPrepared(JdbcPrepared statement, boolean deletes) implements Prepared {
    @Override
    public int change(@Nullable Object[] values) throws SQLException {
        if (storable(values)) {
            return statement.change(values);
        }
        if (deletes) {
            return 0;
        }
        throw new IllegalStateException("text with U+0000 or half of a surrogate pair cannot be kept");
    }

    @Override
    public <T> Optional<T> first(@Nullable Object[] values, Row.Mapper<T> mapper) throws SQLException {
        return storable(values) ? statement.first(values, mapper) : Optional.empty();
    }

    @Override
    public <T> List<T> all(@Nullable Object[] values, Row.Mapper<T> mapper) throws SQLException {
        return storable(values) ? statement.all(values, mapper) : List.of();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private static boolean storable(@Nullable Object[] values) {
        for (Object value : values) {
            if (value instanceof String text && !storable(text)) {
                return false;
            }
        }
        return true;
    }

    private static boolean storable(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
