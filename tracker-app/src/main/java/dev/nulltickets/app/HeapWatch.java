package dev.nulltickets.app;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Collect garbage before the heap grows for want of it. The serial collector enlarges its old generation to all that
 * it may have, which is half of the machine's memory as the start script has it, before it looks for garbage there.
 * What outlives the young generation, as exports of spans do that wait for the store, would fill it however little of
 * it is in use. So each time that this is run and three times as much of it is taken as was in use after the last
 * collection, all is collected. Other collectors see to that by themselves, and are left alone. Used by one thread.
 */
final class HeapWatch implements Runnable {
    /** Below this it is not worth the while. */
    static final long LEAST_BYTES = 128L * 1024 * 1024;

    /** What is collected at once grows with it, and so does the time between two collections. */
    private static final int GROWTH = 3;

    /** What the serial collector, and no other, calls its old generation. */
    private static final String OLD_GENERATION = "Tenured Gen";

    private final LongSupplier taken;
    private final Runnable collector;
    private long most = LEAST_BYTES;

    /**
     * Watch a heap.
     *
     * @param taken how many bytes of the old generation are taken, garbage included
     * @param collector what collects the garbage
     */
    HeapWatch(LongSupplier taken, Runnable collector) {
        this.taken = taken;
        this.collector = collector;
    }

    /** Watch the heap of this JVM. */
    static HeapWatch ofThisJvm() {
        return new HeapWatch(HeapWatch::takenOfOldGeneration, System::gc);
    }

    /** Return how many bytes are taken, or 0 if another collector is at work. */
    static long takenOfOldGeneration() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(OLD_GENERATION))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }

    @Override
    public void run() {
        if (taken.getAsLong() > most) {
            collector.run();
            most = Math.max(LEAST_BYTES, GROWTH * taken.getAsLong());
        }
    }
}
