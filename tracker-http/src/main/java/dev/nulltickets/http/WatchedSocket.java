package dev.nulltickets.http;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Read from a socket, and while nobody reads, watch whether its other end goes. That shows only to who reads, so
 * another thread does, and keeps what comes for the reader. It reads on until it has kept more than a few requests,
 * or until it has read once more after the watch was ended: so a read may be under way when the reader comes back,
 * who then waits for that one instead of the socket.
 *
 * <p>One thread reads, watches and ends watches; {@code gone} is run on the other.
 */
final class WatchedSocket implements Supplier<byte[]> {
    private static final Logger LOG = System.getLogger(WatchedSocket.class.getName());
    private static final int MOST_BYTES_AHEAD = 64 * 1024;

    private final Supplier<byte[]> socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition read = lock.newCondition();
    private final Deque<byte[]> ahead = new ArrayDeque<>();
    private int bytesAhead;
    private boolean reading;
    private boolean ended;
    private @Nullable Runnable watcher;

    /** Whether there ever was a watch: without, there is nothing to be shared. */
    private boolean shared;

    WatchedSocket(Supplier<byte[]> socket) {
        this.socket = socket;
    }

    /** Run {@code gone}, once at least, if there is nothing more to read, or as soon as there is nothing more. */
    void watch(Runnable gone) {
        shared = true;
        lock.lock();
        try {
            if (ended) {
                gone.run();
                return;
            }
            watcher = gone;
            if (!reading && bytesAhead < MOST_BYTES_AHEAD) {
                reading = true;
                Thread.ofVirtual().name("nulltickets-look-ahead").start(this::readAhead);
            }
        } finally {
            lock.unlock();
        }
    }

    void endWatch() {
        lock.lock();
        try {
            watcher = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public byte[] get() {
        byte[] part = shared ? takeAhead() : null;
        // Behind what was read ahead comes what is still there, or the end or failure that was found, once more.
        return part == null ? socket.get() : part;
    }

    /** Return what was read ahead, also by a read that is under way, or null if there is no more. */
    private byte @Nullable [] takeAhead() {
        lock.lock();
        try {
            while (ahead.isEmpty() && reading) {
                read.await();
            }
            byte[] part = ahead.poll();
            bytesAhead -= part == null ? 0 : part.length;
            return part;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted while waiting for a client"));
        } finally {
            lock.unlock();
        }
    }

    private void readAhead() {
        boolean more = true;
        while (more) {
            byte[] part = null;
            try {
                part = socket.get();
            } catch (RuntimeException broken) {
                // The reader meets the same.
                LOG.log(Level.DEBUG, "a client has gone while it was waited for", broken);
            } finally {
                more = keep(part);
            }
        }
    }

    /** Keep what was read, null for the end, and say whether to read on. */
    private boolean keep(byte @Nullable [] part) {
        lock.lock();
        try {
            ended = part == null;
            if (part != null) {
                ahead.add(part);
                bytesAhead += part.length;
            }
            reading = !ended && watcher != null && bytesAhead < MOST_BYTES_AHEAD;
            read.signalAll();
            if (ended && watcher != null) {
                watcher.run();
            }
            return reading;
        } finally {
            lock.unlock();
        }
    }
}
