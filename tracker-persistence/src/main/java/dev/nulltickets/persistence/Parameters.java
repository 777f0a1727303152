package dev.nulltickets.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bind the parameters of one statement, one after the other. Not safe for use by several threads. */
class Parameters {
    /** Bind all of a statement's parameters. */
    @FunctionalInterface
    interface Binder {
        Binder NONE = parameters -> {};

        void bind(Parameters parameters) throws SQLException;
    }

    private final PreparedStatement statement;
    private int bound;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters text(@Nullable String value) throws SQLException {
        statement.setString(++bound, value);
        return this;
    }

    Parameters number(long value) throws SQLException {
        statement.setLong(++bound, value);
        return this;
    }

    Parameters number(@Nullable Integer value) throws SQLException {
        statement.setObject(++bound, value);
        return this;
    }

    Parameters number(@Nullable Long value) throws SQLException {
        statement.setObject(++bound, value);
        return this;
    }

    Parameters flag(boolean value) throws SQLException {
        return number(value ? 1L : 0L);
    }

    Parameters time(@Nullable Instant value) throws SQLException {
        statement.setObject(++bound, value == null ? null : value.toEpochMilli());
        return this;
    }

    Parameters bytes(byte[] value) throws SQLException {
        statement.setBytes(++bound, value);
        return this;
    }
}
