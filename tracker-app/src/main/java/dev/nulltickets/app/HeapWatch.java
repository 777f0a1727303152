package dev.nulltickets.app;

import java.util.function.LongSupplier;

/**
 * Collect garbage before the heap grows for want of it. The serial collector of newer JDKs enlarges its old generation to
 * all that it may have, which is half of the machine's memory, before it looks for garbage there. What outlives the small
 * young generation, as exports of spans do that wait for the store, would fill it however little of it is in use. So each
 * time that this is run and three times as much is taken as was in use after the last collection, all is collected, which
 * takes some tens of milliseconds. Used by one thread.
 */
final class HeapWatch implements Runnable {
    /** Below this it is not worth the while. */
    static final long LEAST_BYTES = 128L * 1024 * 1024;

    /** What is collected at once grows with it, and so does the time between two collections. */
    private static final int GROWTH = 3;

    private final LongSupplier taken;
    private final Runnable collector;
    private long most = LEAST_BYTES;

    /**
     * Watch a heap.
     *
     * @param taken how many bytes are taken, garbage included
     * @param collector what collects the garbage
     */
    HeapWatch(LongSupplier taken, Runnable collector) {
        this.taken = taken;
        this.collector = collector;
    }

    /** Watch the heap of this JVM. */
    static HeapWatch ofThisJvm() {
        Runtime jvm = Runtime.getRuntime();
        return new HeapWatch(() -> jvm.totalMemory() - jvm.freeMemory(), jvm::gc);
    }

    @Override
    public void run() {
        if (taken.getAsLong() > most) {
            collector.run();
            most = Math.max(LEAST_BYTES, GROWTH * taken.getAsLong());
        }
    }
}
