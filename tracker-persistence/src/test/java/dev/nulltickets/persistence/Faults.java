package dev.nulltickets.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Query;

/** Let chosen statements of a real connection fail, each once. Safe for use by several threads. */
final class Faults {
    private final Map<String, Throwable> before = new ConcurrentHashMap<>();

    /** Let the next run of a statement that begins so throw this instead. */
    void next(String beginning, Throwable fault) {
        before.put(beginning, fault);
    }

    /** Return a dialect with the faults in it. */
    Dialect in(Dialect dialect) {
        return new Dialect() {
            @Override
            public String render(Query query, Sql.Lock lock) {
                return dialect.render(query, lock);
            }

            @Override
            public Prepared prepare(Connection connection, Sql sql) throws SQLException {
                return new Faulty(dialect.prepare(connection, sql), sql.text(dialect));
            }

            @Override
            public RuntimeException failure(SQLException problem) {
                return dialect.failure(problem);
            }
        };
    }

    private final class Faulty implements Prepared {
        private final Prepared statement;
        private final String sql;

        private Faulty(Prepared statement, String sql) {
            this.statement = statement;
            this.sql = sql;
        }

        @Override
        public int change(Object[] values) throws SQLException {
            fail(sql);
            return statement.change(values);
        }

        @Override
        public <T> Optional<T> first(Object[] values, Row.Mapper<T> mapper) throws SQLException {
            fail(sql);
            return statement.first(values, mapper);
        }

        @Override
        public <T> List<T> all(Object[] values, Row.Mapper<T> mapper) throws SQLException {
            fail(sql);
            return statement.all(values, mapper);
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }

    private void fail(String sql) {
        for (String beginning : List.copyOf(before.keySet())) {
            if (sql.startsWith(beginning)) {
                Throwable fault = before.remove(beginning);
                if (fault != null) {
                    throw Faults.<RuntimeException>unchecked(fault);
                }
            }
        }
    }

    /** Throw anything: a driver may throw what it does not declare. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The cast vanishes, and that is its purpose.
    private static <E extends Throwable> E unchecked(Throwable cause) throws E {
        throw (E) cause;
    }
}
