package dev.nulltickets.persistence;

import java.util.List;
import java.util.Optional;

/** Run the statements of a transaction, on one thread. */
interface StatementRunner {
    /** Return the first row. */
    <T> Optional<T> first(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper);

    /** Return all rows. */
    <T> List<T> all(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper);

    /** Change rows, and return how many there were. */
    int change(Sql sql, Parameters.Binder binder);

    /**
     * Run a statement that needs no answer, because it is certain to change a row or else fails the transaction: now,
     * or along with the next that needs one. Return false if it is known to have changed nothing.
     */
    boolean later(Sql sql, Parameters.Binder binder);

    /**
     * Ask, along with the next question, what is going to be asked behind it. To ask it then takes the answer that is
     * there already. Where a question costs no way to the database, this does nothing.
     *
     * @param lasting whether the answer holds, whatever this transaction writes meanwhile
     */
    <T> void ahead(Sql sql, Parameters.Binder binder, Row.Mapper<T> mapper, boolean lasting);
}
