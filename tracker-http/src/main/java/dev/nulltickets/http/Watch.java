package dev.nulltickets.http;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Look at all connections now and then, and end waits that have lasted too long. A timeout on each socket would do the
 * same, but on a virtual thread every single read would then start a timer and stop it, which costs more than to read.
 * Safe for use by several threads.
 */
final class Watch implements AutoCloseable {
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final Duration interval;
    private final Thread keeper =
            Thread.ofPlatform().daemon().name("nulltickets-watch").unstarted(this::keepWatch);

    /** Look at intervals of that length, once started. */
    Watch(Duration interval) {
        this.interval = interval;
    }

    void start() {
        keeper.start();
    }

    /** Bound waits for the bytes of a client: at their end it looks as if it had sent its last. */
    Wait overReading(SocketChannel channel) {
        return keep(new Wait(channel, SocketChannel::shutdownInput));
    }

    /** Bound waits for a client to take bytes: at their end its connection is closed. */
    Wait overWriting(SocketChannel channel) {
        return keep(new Wait(channel, SocketChannel::close));
    }

    /** Keep a wait in sight until its channel is closed. */
    private Wait keep(Wait wait) {
        waits.add(wait);
        return wait;
    }

    private void keepWatch() {
        try {
            while (true) {
                Thread.sleep(interval);
                look(Wait.now());
            }
        } catch (InterruptedException closed) {
            // Nobody needs the watch any more.
            return;
        }
    }

    private void look(long now) {
        waits.removeIf(Wait::isOver);
        waits.forEach(wait -> wait.check(now));
    }

    /** Look no more. */
    @Override
    public void close() {
        keeper.interrupt();
    }
}
