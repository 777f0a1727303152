package dev.nulltickets.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.core.Codes;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * Run a statement on SQLite, below JDBC: the driver's result set asks for the name of every column at each execution,
 * which takes as long as the whole of a point query.
 */
final class SqlitePrepared implements Prepared {
    private final JDBC4PreparedStatement statement;
    private final DB database;

    private SqlitePrepared(JDBC4PreparedStatement statement) {
        this.statement = statement;
        this.database = statement.getDatabase();
    }

    static SqlitePrepared of(Connection connection, String sql) throws SQLException {
        return new SqlitePrepared(connection.prepareStatement(sql).unwrap(JDBC4PreparedStatement.class));
    }

    @Override
    public int change(Object[] values) throws SQLException {
        return Math.toIntExact(database.executeUpdate(statement, values));
    }

    @Override
    public <T> Optional<T> first(Object[] values, Row.Mapper<T> mapper) throws SQLException {
        try {
            return database.execute(statement, values) ? Optional.of(mapper.map(row())) : Optional.empty();
        } finally {
            reset();
        }
    }

    @Override
    public <T> List<T> all(Object[] values, Row.Mapper<T> mapper) throws SQLException {
        try {
            List<T> rows = new ArrayList<>();
            if (database.execute(statement, values)) {
                Row row = row();
                do {
                    rows.add(mapper.map(row.next()));
                } while (more());
            }
            return rows;
        } finally {
            reset();
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private Row row() throws SQLException {
        return statement.pointer.safeRun((db, pointer) -> new SqliteRow(db, pointer));
    }

    private boolean more() throws SQLException {
        int result = statement.pointer.safeRunInt(DB::step);
        if (result != Codes.SQLITE_ROW && result != Codes.SQLITE_DONE) {
            database.throwex(result);
        }
        return result == Codes.SQLITE_ROW;
    }

    private void reset() throws SQLException {
        if (!statement.pointer.isClosed()) {
            statement.pointer.safeRunInt(DB::reset);
        }
    }
}
