package dev.nulltickets.core;

/**
 * Leave a transaction that several use cases share, because more is due by now than it should do: that is done in
 * transactions of its own, and then the shared one is begun again.
 */
final class CatchUpFirst extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CatchUpFirst() {
        super("more is due than one transaction should do", null, false, false);
    }
}
