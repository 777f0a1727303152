package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Run statements on one connection. Each is prepared once and then reused.
 *
 * <p>Work runs statements through the {@link Session} of its own that {@link #enter} hands out, until {@link #leave}.
 * After a failure of the database it may run none at all, because the transaction may be gone: a statement would then
 * stand alone and stay, whatever becomes of the rest.
 *
 * <p>Used by one thread at a time.
 */
final class Statements implements StatementRunner, AutoCloseable {
    /** Open a connection. */
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;
    }

    /** Open a connection and run statements on it. */
    @FunctionalInterface
    interface Opener {
        Statements open() throws SQLException;
    }

    private static final Object[] NO_VALUES = {};

    private final Source source;
    private final Dialect dialect;
    private final Map<Sql, Prepared> prepared = new HashMap<>();
    private Connection connection;
    private @Nullable Session session;
    private @Nullable StoreException failure;
    private boolean distrusted;
    private long executed;
    private long changed;

    /** Run statements on SQLite. */
    Statements(Source source) throws SQLException {
        this(source, SqliteDialect.INSTANCE);
    }

    Statements(Source source, Dialect dialect) throws SQLException {
        this.source = source;
        this.dialect = dialect;
        this.connection = source.open();
    }

    /** Let the current thread's work run statements. */
    Session enter() {
        leave();
        Session entered = new Session(this);
        session = entered;
        return entered;
    }

    /** End what {@link #enter} began. */
    void leave() {
        if (session != null) {
            session.end();
            session = null;
        }
    }

    /** Return the failure of the database that a statement met since {@link #recover}, or null. */
    @Nullable
    StoreException failure() {
        return failure;
    }

    /** Allow statements again, after the transaction was rolled back to where it is known to stand. */
    void recover() {
        failure = null;
    }

    /** Return how many statements have run. */
    long executed() {
        return executed;
    }

    /** Return how many rows statements have changed, also those that were undone since. */
    long changed() {
        return changed;
    }

    @Override
    public <T> Optional<T> first(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper) {
        expectUsable();
        try {
            return prepared(sql).first(Parameters.of(binder), mapper);
        } catch (SQLException problem) {
            throw failed(sql, problem);
        }
    }

    @Override
    public <T> List<T> all(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper) {
        expectUsable();
        try {
            return prepared(sql).all(Parameters.of(binder), mapper);
        } catch (SQLException problem) {
            throw failed(sql, problem);
        }
    }

    @Override
    public int change(Sql sql, Parameters.Binder binder) {
        expectUsable();
        try {
            int rows = prepared(sql).change(Parameters.of(binder));
            changed += rows;
            return rows;
        } catch (SQLException problem) {
            throw failed(sql, problem);
        }
    }

    @Override
    public boolean later(Sql sql, Parameters.Binder binder) {
        return change(sql, binder) != 0;
    }

    @Override
    public <T> void ahead(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper, boolean lasting) {
        // Here a question takes no longer alone.
    }

    /** Begin, end or undo a transaction or a part of one. */
    void control(Sql sql) throws SQLException {
        try {
            prepared(sql).change(NO_VALUES);
        } catch (SQLException problem) {
            forget(sql);
            throw problem;
        }
    }

    /** Begin a transaction, on another connection if this one is not to be trusted or refuses. */
    void begin(Sql sql) throws SQLException {
        if (distrusted) {
            reopen();
        }
        recover();
        try {
            control(sql);
        } catch (SQLException broken) {
            reopen();
            control(sql);
        }
    }

    /** Let the next transaction begin on another connection, because nobody knows what this one is up to. */
    void distrust() {
        distrusted = true;
    }

    /** Replace the connection. */
    void reopen() throws SQLException {
        distrusted = true;
        close();
        connection = source.open();
        distrusted = false;
    }

    @Override
    public void close() {
        prepared.clear();
        try {
            connection.close();
        } catch (SQLException beyondRepair) {
            // Nothing is lost: what was committed is on the disk, and what was not is undone by whoever opens it next.
        }
    }

    private Prepared prepared(Sql sql) throws SQLException {
        Prepared statement = prepared.get(sql);
        if (statement == null) {
            statement = dialect.prepare(connection, sql);
            prepared.put(sql, statement);
        }
        executed++;
        return statement;
    }

    /** Prepare a statement anew the next time: the driver may have given up one that failed. */
    private void forget(Sql sql) {
        Prepared statement = prepared.remove(sql);
        if (statement != null) {
            try {
                statement.close();
            } catch (SQLException givenUp) {
                // What the driver has given up already cannot be closed.
            }
        }
    }

    private void expectUsable() {
        if (failure != null) {
            throw failure;
        }
    }

    private RuntimeException failed(Sql sql, SQLException problem) {
        forget(sql);
        RuntimeException exception = dialect.failure(problem);
        if (exception instanceof StoreException outside) {
            failure = outside;
        }
        return exception;
    }
}
