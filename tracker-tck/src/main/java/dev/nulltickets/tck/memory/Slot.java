package dev.nulltickets.tck.memory;

/**
 * Hold one table inside a transaction, for those who are in the transaction's scope.
 *
 * @param <T> an immutable table
 */
final class Slot<T> {
    private final Scope scope;
    private T table;

    Slot(T table, Scope scope) {
        this.table = table;
        this.scope = scope;
    }

    T table() {
        scope.check();
        return table;
    }

    void replace(T next) {
        scope.check();
        table = next;
    }

    /** Return the table as the transaction left it; for the commit, which comes after the scope. */
    T outcome() {
        return table;
    }
}
