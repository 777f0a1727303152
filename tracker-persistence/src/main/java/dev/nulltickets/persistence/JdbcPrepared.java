package dev.nulltickets.persistence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Run a statement by JDBC. */
record JdbcPrepared(PreparedStatement statement) implements Prepared {
    @Override
    public int change(Object[] values) throws SQLException {
        return bound(values).executeUpdate();
    }

    @Override
    public <T> Optional<T> first(Object[] values, Row.Mapper<T> mapper) throws SQLException {
        try (ResultSet result = bound(values).executeQuery()) {
            return result.next() ? Optional.of(mapper.map(new JdbcRow(result))) : Optional.empty();
        }
    }

    @Override
    public <T> List<T> all(Object[] values, Row.Mapper<T> mapper) throws SQLException {
        try (ResultSet result = bound(values).executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new JdbcRow(result);
            while (result.next()) {
                rows.add(mapper.map(row.next()));
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private PreparedStatement bound(Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
