package dev.nulltickets.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bound how long a thread waits for a client. The thread says until when it will, and whoever keeps {@link Watch} ends
 * the wait when that has passed. Either the wait ends in time or it does not,
 * and the thread is told which; a thread that does not wait is never disturbed. Safe for use by several threads.
 */
final class Wait {
    private static final long NONE = 0;
    private static final long OVER = -1;

    /** Where the clock of all waits begins, so that a time on it is always positive. */
    private static final long ORIGIN = System.nanoTime() - 1;

    private final SocketChannel channel;
    private final Ending ending;
    private final AtomicLong until = new AtomicLong(NONE);

    /** Bound waits for a channel. */
    Wait(SocketChannel channel, Ending ending) {
        this.channel = channel;
        this.ending = ending;
    }

    /** Wake who waits for a channel. */
    @FunctionalInterface
    interface Ending {
        void end(SocketChannel channel) throws IOException;
    }

    static long now() {
        return System.nanoTime() - ORIGIN;
    }

    void begin(long limit) {
        until.set(limit);
    }

    /** End the wait, and say whether it has lasted no longer than it should. */
    boolean end() {
        return until.getAndSet(NONE) != OVER;
    }

    /** End the wait of another thread if it has lasted too long. */
    void check(long now) {
        long limit = until.get();
        if (limit > NONE && limit <= now && until.compareAndSet(limit, OVER)) {
            try {
                ending.end(channel);
            } catch (IOException gone) {
                // Then who waited has been woken already.
                return;
            }
        }
    }

    boolean isOver() {
        return !channel.isOpen();
    }
}
