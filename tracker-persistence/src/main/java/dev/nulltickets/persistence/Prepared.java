package dev.nulltickets.persistence;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Run one statement that a connection has prepared, as often as wanted. Used by one thread at a time. */
interface Prepared extends AutoCloseable {
    /** Change rows, and return how many there were. */
    int change(Object[] values) throws SQLException;

    /** Return the first row. */
    <T> Optional<T> first(Object[] values, Row.Mapper<T> mapper) throws SQLException;

    /** Return all rows. */
    <T> List<T> all(Object[] values, Row.Mapper<T> mapper) throws SQLException;

    @Override
    void close() throws SQLException;
}
