package dev.nulltickets.persistence;

import java.util.List;
import java.util.Optional;

/**
 * Run statements for one transaction. Of no use once that has ended, not even inside of the next one on its thread, nor
 * on any other thread: every call throws {@link IllegalStateException} then.
 */
final class Session {
    private final Statements statements;
    private final Thread user = Thread.currentThread();
    private volatile boolean ended;

    Session(Statements statements) {
        this.statements = statements;
    }

    /** Return the first row. */
    <T> Optional<T> first(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper) {
        expectOpen();
        return statements.first(sql, binder, mapper);
    }

    /** Return all rows. */
    <T> List<T> all(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper) {
        expectOpen();
        return statements.all(sql, binder, mapper);
    }

    /** Change rows, and return how many there were. */
    int change(Sql sql, Parameters.Binder binder) {
        expectOpen();
        return statements.change(sql, binder);
    }

    /** Do nothing while the transaction is open, on its own thread. */
    void expectOpen() {
        if (ended || user != Thread.currentThread()) {
            throw new IllegalStateException("used outside of its transaction");
        }
    }

    /** Take no more calls. */
    void end() {
        ended = true;
    }
}
