package dev.nulltickets.persistence;

/** Handle threads of a store. */
final class Threads {
    /**
     * Whether a virtual thread may enter SQLite, where it keeps its carrier, so that there must be another one. One that
     * writes may have to wait there for a lock, and for a carrier after that, which threads that wait for their writes
     * within a monitor would keep before JDK 24.
     */
    private static final boolean VIRTUAL_MAY_ENTER = Runtime.version().feature() >= 24
            && Integer.getInteger(
                            "jdk.virtualThreadScheduler.parallelism",
                            Runtime.getRuntime().availableProcessors())
                    > 1;

    private Threads() {}

    /** Return whether a caller's thread may read and write by itself. */
    static boolean mayEnterDatabase(Thread thread) {
        return VIRTUAL_MAY_ENTER || !thread.isVirtual();
    }

    /** Make a thread that does not keep the program running. It is yet to be started. */
    static Thread daemon(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).unstarted(work);
    }

    /** Wait for a thread to end, through interrupts: what it has begun is not given up. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException remembered) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
