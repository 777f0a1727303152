package dev.nulltickets.http;

import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Read what a client sends, and count how long it lets the server wait. Whoever reads says how long that may be. Not
 * safe for use by several threads.
 */
final class PatientSocket {
    private static final byte[] NOTHING = {};

    private final WatchedSocket socket;
    private final Wait wait;
    private byte[] bytes = NOTHING;
    private int at;
    private long waitedNanos;
    private long received;

    /** Read from a socket that answers null at the end, as it also does when its wait is ended. */
    PatientSocket(Supplier<byte[]> socket, Wait wait) {
        this.socket = new WatchedSocket(socket);
        this.wait = wait;
    }

    /**
     * Decide how long to wait on.
     *
     * @param ended what to throw after that
     */
    record Patience(LongSupplier nanosLeft, Supplier<RuntimeException> ended) {}

    /** Begin to count anew. */
    void restart() {
        waitedNanos = 0;
        received = 0;
    }

    /** Run {@code gone} if the client goes, until {@link #endWatch}. */
    void watch(Runnable gone) {
        socket.watch(gone);
    }

    void endWatch() {
        socket.endWatch();
    }

    /** Return for how many nanoseconds the server has waited for bytes since the last restart. */
    long waitedNanos() {
        return waitedNanos;
    }

    /** Return how many bytes were read from the socket since the last restart. */
    long received() {
        return received;
    }

    /** Return how many bytes there are without waiting. */
    int available() {
        return bytes.length - at;
    }

    /** Return a byte that is available, and leave it there. */
    byte peek(int offset) {
        return bytes[at + offset];
    }

    /** Return that many of the bytes that are available. */
    byte[] take(int count) {
        if (count == bytes.length) {
            byte[] all = bytes;
            bytes = NOTHING;
            at = 0;
            return all;
        }
        byte[] taken = Arrays.copyOfRange(bytes, at, at + count);
        at += count;
        return taken;
    }

    /** Wait until a byte is available, or return false if there will be none. */
    boolean await(Patience patience) {
        return available() > 0 || read(patience);
    }

    private boolean read(Patience patience) {
        long left = patience.nanosLeft().getAsLong();
        if (left <= 0) {
            throw patience.ended().get();
        }
        long begun = Wait.now();
        wait.begin(begun + left);
        byte[] next = null;
        UncheckedIOException broken = null;
        try {
            next = socket.get();
        } catch (UncheckedIOException failed) {
            broken = failed;
        }
        if (!wait.end()) {
            throw patience.ended().get();
        }
        if (broken != null) {
            throw new ServerConnectionException("the connection broke", broken);
        }
        if (next == null) {
            return false;
        }
        waitedNanos += Wait.now() - begun;
        received += next.length;
        bytes = next;
        at = 0;
        return true;
    }
}
