package dev.nulltickets.persistence;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Run a statement on PostgreSQL, but not with a text that it cannot keep, over which it would end the transaction. No row
 * has such a text, so none is found by it. What is inserted has the sign for an unknown character in its place: only the
 * names in traces come here unchecked.
 *
 * @param deletes whether the statement only deletes
 * @param inserts whether the statement only inserts
 */
record PostgresPrepared(JdbcPrepared statement, boolean deletes, boolean inserts) implements Prepared {
    private static final char UNKNOWN = '\ufffd';

    @Override
    public int change(@Nullable Object[] values) throws SQLException {
        if (storable(values)) {
            return statement.change(values);
        }
        if (deletes) {
            return 0;
        }
        if (inserts) {
            return statement.change(mended(values));
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
        return firstUnstorable(text, 0) < 0;
    }

    private static @Nullable Object[] mended(@Nullable Object[] values) {
        @Nullable Object[] mended = values.clone();
        for (int i = 0; i < mended.length; i++) {
            if (mended[i] instanceof String text) {
                mended[i] = mended(text);
            }
        }
        return mended;
    }

    private static String mended(String text) {
        StringBuilder mended = new StringBuilder(text);
        for (int i = firstUnstorable(text, 0); i >= 0; i = firstUnstorable(text, i + 1)) {
            mended.setCharAt(i, UNKNOWN);
        }
        return mended.toString();
    }

    /** Return where U+0000 or half of a surrogate pair stands, or -1. */
    private static int firstUnstorable(String text, int from) {
        int length = text.length();
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                boolean pair =
                        Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
