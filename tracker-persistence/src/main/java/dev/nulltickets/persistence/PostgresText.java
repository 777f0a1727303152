package dev.nulltickets.persistence;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keep texts from PostgreSQL that it cannot keep, over which it would end the transaction. No row has such a text, so
 * none is found or deleted by it. What is inserted has the sign for an unknown character in its place: only the names
 * in traces come here unchecked.
 */
final class PostgresText {
    private static final char UNKNOWN = '\ufffd';

    private PostgresText() {}

    /**
     * Return the values with which a change can be run, or nothing if it changes nothing.
     *
     * @throws IllegalStateException if it cannot be run
     */
    static Optional<@Nullable Object[]> storable(Sql sql, @Nullable Object[] values) {
        if (storable(values)) {
            return Optional.of(values);
        }
        if (sql.deletes()) {
            return Optional.empty();
        }
        if (sql.inserts()) {
            return Optional.of(mended(values));
        }
        throw new IllegalStateException("text with U+0000 or half of a surrogate pair cannot be kept");
    }

    /** Say whether all texts can be kept. */
    static boolean storable(@Nullable Object[] values) {
        for (Object value : values) {
            if (value instanceof String text && firstUnstorable(text, 0) >= 0) {
                return false;
            }
        }
        return true;
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
