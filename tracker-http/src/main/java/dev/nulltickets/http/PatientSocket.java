package dev.nulltickets.http;

import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Read what a client sends, and count how long it lets the server wait. A read ends now and then without bytes, so that
 * the reading thread itself can see that it has waited long enough: nobody needs to interrupt it, which might hit it when
 * it is busy with something else already. Not safe for use by several threads.
 */
final class PatientSocket {
    private final Supplier<byte[]> socket;
    private byte[] bytes = {};
    private int at;
    private long waitedNanos;
    private long silentNanos;
    private long received;

    /** Read from a socket that has a timeout, and answers null at the end. */
    PatientSocket(Supplier<byte[]> socket) {
        this.socket = socket;
    }

    /** Decide whether to wait on, and throw if not. */
    interface Patience {
        void check();
    }

    /** Begin to count anew. */
    void restart() {
        waitedNanos = 0;
        silentNanos = 0;
        received = 0;
    }

    /** Return how long the server has waited for bytes since the last restart. */
    Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }

    /** Return how long it has waited since the last byte. */
    Duration silent() {
        return Duration.ofNanos(silentNanos);
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
        byte[] taken = Arrays.copyOfRange(bytes, at, at + count);
        at += count;
        return taken;
    }

    /** Wait until a byte is available, or return false if there will be none. */
    boolean await(Patience patience) {
        while (available() == 0) {
            patience.check();
            if (!read()) {
                return false;
            }
        }
        return true;
    }

    private boolean read() {
        long begun = System.nanoTime();
        byte[] next;
        try {
            next = socket.get();
        } catch (UncheckedIOException failed) {
            if (!(failed.getCause() instanceof SocketTimeoutException)) {
                throw new ServerConnectionException("the connection broke", failed);
            }
            next = new byte[0];
        }
        if (next == null) {
            return false;
        }
        bytes = next;
        at = 0;
        long waited = System.nanoTime() - begun;
        waitedNanos += waited;
        silentNanos = next.length == 0 ? silentNanos + waited : 0;
        received += next.length;
        return true;
    }
}
