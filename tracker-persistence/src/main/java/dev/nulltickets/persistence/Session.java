package dev.nulltickets.persistence;

import java.util.List;
import java.util.Optional;

/**
 * Run statements for one transaction. Of no use once that has ended, not even inside of the next one on its thread, nor
 * on any other thread: every call throws {@link IllegalStateException} then.
 */
final class Session {
    private final StatementRunner statements;
    private final Thread user = Thread.currentThread();
    private volatile boolean ended;

    Session(StatementRunner statements) {
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

    /** Change one row, and return whether it was there; if that is certain, without asking. */
    boolean changeOne(boolean certain, Sql sql, Parameters.Binder binder) {
        return certain ? later(sql, binder) : change(sql, binder) == 1;
    }

    /** Change rows, and return how many there were. */
    int change(Sql sql, Parameters.Binder binder) {
        expectOpen();
        return statements.change(sql, binder);
    }

    /** Run a statement that needs no answer; see {@link StatementRunner#later}. */
    boolean later(Sql sql, Parameters.Binder binder) {
        expectOpen();
        return statements.later(sql, binder);
    }

    /** Ask in good time what is going to be asked; see {@link StatementRunner#ahead}. */
    <T> void ahead(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper, boolean lasting) {
        expectOpen();
        statements.ahead(sql, binder, mapper, lasting);
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
