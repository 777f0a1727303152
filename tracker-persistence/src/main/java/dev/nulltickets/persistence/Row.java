package dev.nulltickets.persistence;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Read the columns of a row, one after the other, in the order in which the statement selects them. Not safe for use by
 * several threads.
 */
abstract class Row {
    /** Make a value of one row. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    private int next;

    /** Start with the first column of the next row. */
    Row next() {
        next = 0;
        return this;
    }

    String text() throws SQLException {
        return requireNonNull(textOrNull(), "a text");
    }

    @Nullable
    String textOrNull() throws SQLException {
        return textAt(next++);
    }

    long number() throws SQLException {
        return numberAt(next++);
    }

    int count() throws SQLException {
        return Math.toIntExact(number());
    }

    @Nullable
    Integer countOrNull() throws SQLException {
        Long value = numberOrNull();
        return value == null ? null : Math.toIntExact(value);
    }

    @Nullable
    Long numberOrNull() throws SQLException {
        long value = number();
        // What is no number reads as 0.
        return value == 0 && isNullAt(next - 1) ? null : (Long) value;
    }

    boolean flag() throws SQLException {
        return number() != 0;
    }

    Instant time() throws SQLException {
        return Instant.ofEpochMilli(number());
    }

    @Nullable
    Instant timeOrNull() throws SQLException {
        Long millis = numberOrNull();
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    byte[] bytes() throws SQLException {
        return requireNonNull(bytesAt(next++), "bytes");
    }

    /** Return the text of a column, of which the first is 0, or null if it is NULL. */
    @Nullable
    abstract String textAt(int column) throws SQLException;

    /** Return the number of a column, or 0 if it is NULL. */
    abstract long numberAt(int column) throws SQLException;

    /** Return the bytes of a column, or null if it is NULL. */
    abstract byte @Nullable [] bytesAt(int column) throws SQLException;

    abstract boolean isNullAt(int column) throws SQLException;
}
