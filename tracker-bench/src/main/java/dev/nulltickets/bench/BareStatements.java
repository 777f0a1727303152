package dev.nulltickets.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Run the statements of a cycle on one connection, each prepared once. Used by one thread. */
final class BareStatements {
    private final Connection connection;
    private final Map<BareSql, PreparedStatement> prepared = new EnumMap<>(BareSql.class);

    BareStatements(Connection connection) {
        this.connection = connection;
    }

    /** Change rows, and return how many there were. */
    int change(BareSql sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** Return a column of the first row, or null if there is no row; columns count from 1. */
    @Nullable
    String first(BareSql sql, int column, @Nullable Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            return rows.next() ? rows.getString(column) : null;
        }
    }

    private PreparedStatement bound(BareSql sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql.text());
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
