package dev.nulltickets.persistence;

/** Handle threads of a store. */
final class Threads {
    private Threads() {}

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
