package dev.nulltickets.tck.memory;

/**
 * Bound a transaction to one thread and to the time that its function runs.
 *
 * <p>Answers on any thread; entered and left by the one that made it.
 */
final class Scope {
    private final ThreadLocal<Boolean> inside;
    private final Thread owner = Thread.currentThread();
    private volatile boolean open;

    Scope(ThreadLocal<Boolean> inside) {
        this.inside = inside;
    }

    void enter() {
        open = true;
        inside.set(true);
    }

    void leave() {
        open = false;
        inside.remove();
    }

    void check() {
        if (!open) {
            throw new IllegalStateException("the transaction is over");
        }
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("the transaction belongs to another thread");
        }
    }
}
