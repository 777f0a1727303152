package dev.nulltickets.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Read the columns of a row, one after the other, in the order in which the statement selects them. Not safe for use by
 * several threads.
 */
final class Row {
    /** Make a value of one row. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    private final ResultSet result;
    private int read;

    Row(ResultSet result) {
        this.result = result;
    }

    /** Start with the first column of the next row. */
    Row next() {
        read = 0;
        return this;
    }

    String text() throws SQLException {
        return result.getString(++read);
    }

    @Nullable
    String textOrNull() throws SQLException {
        return result.getString(++read);
    }

    long number() throws SQLException {
        return result.getLong(++read);
    }

    int count() throws SQLException {
        return Math.toIntExact(number());
    }

    @Nullable
    Integer countOrNull() throws SQLException {
        int value = count();
        return result.wasNull() ? null : value;
    }

    @Nullable
    Long numberOrNull() throws SQLException {
        long value = number();
        return result.wasNull() ? null : value;
    }

    boolean flag() throws SQLException {
        return number() != 0;
    }

    Instant time() throws SQLException {
        return Instant.ofEpochMilli(number());
    }

    @Nullable
    Instant timeOrNull() throws SQLException {
        long millis = number();
        return result.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    byte[] bytes() throws SQLException {
        return result.getBytes(++read);
    }
}
