package dev.nulltickets.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Read the row on which a result stands. */
final class JdbcRow extends Row {
    private final ResultSet result;

    JdbcRow(ResultSet result) {
        this.result = result;
    }

    @Override
    @Nullable
    String textAt(int column) throws SQLException {
        return result.getString(column + 1);
    }

    @Override
    long numberAt(int column) throws SQLException {
        return result.getLong(column + 1);
    }

    @Override
    byte @Nullable [] bytesAt(int column) throws SQLException {
        return result.getBytes(column + 1);
    }

    @Override
    boolean isNullAt(int column) throws SQLException {
        return result.getObject(column + 1) == null;
    }
}
