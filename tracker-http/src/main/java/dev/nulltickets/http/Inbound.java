package dev.nulltickets.http;

import dev.nulltickets.http.PatientSocket.Patience;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hand the bytes of a connection to the server below, one part of a request at a time, and see to what it leaves
 * open: clients that are too slow, heads that are too large, chunks with extensions and trailers. So it must know
 * where a head ends and how long a body is, which it is told by {@link #begin}. Not safe for use by several threads.
 */
final class Inbound implements Supplier<byte[]> {
    private final PatientSocket socket;
    private final Patience idle;
    private final Patience slowHead;
    private final Patience slowBody;
    private RequestHead head = new RequestHead();
    private @Nullable ChunkedBody chunks;
    private long bodyLeft;
    private @Nullable RuntimeException failure;

    Inbound(Supplier<byte[]> bytes, Wait wait, ClientTimeouts timeouts) {
        socket = new PatientSocket(bytes, wait);
        idle = new Patience(timeouts.idle()::toNanos, () -> new CloseConnectionException("no request for a while"));
        slowHead = new Patience(
                () -> timeouts.head().toNanos() - socket.waitedNanos(),
                () -> timeout("the head does not come to its end"));
        slowBody = new Patience(
                () -> Math.min(
                        timeouts.body().toNanos(),
                        timeouts.patience(socket.received()).toNanos() - socket.waitedNanos()),
                () -> timeout("the body does not come to its end"));
    }

    /** Take note of a head that has been handed out as a whole: its body comes next, or else another head. */
    void begin(Headers headers) {
        if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            chunks = new ChunkedBody(socket, slowBody);
        } else {
            bodyLeft = length(headers);
        }
    }

    /**
     * Run {@code gone} if the client goes from now on, until {@link #endWatch}. What it sends meanwhile waits for its
     * turn.
     */
    void watch(Runnable gone) {
        socket.watch(gone);
    }

    void endWatch() {
        socket.endWatch();
    }

    /** Return some more bytes, at least one. After a failure there are none. */
    @Override
    public byte[] get() {
        if (failure != null) {
            throw new CloseConnectionException("nothing is read after a failure", failure);
        }
        try {
            return chunks != null ? ofChunks(chunks) : bodyLeft > 0 ? ofBody() : ofHead();
        } catch (RuntimeException failed) {
            failure = failed;
            throw failed;
        }
    }

    private byte[] ofHead() {
        byte[] part = {};
        while (part.length == 0) {
            if (!socket.await(head.isBegun() ? slowHead : idle)) {
                throw new CloseConnectionException("the client has gone");
            }
            if (!head.isBegun()) {
                socket.restart();
            }
            part = head.read(socket);
        }
        if (head.isComplete()) {
            head = new RequestHead();
            socket.restart();
        }
        return part;
    }

    private byte[] ofBody() {
        if (!socket.await(slowBody)) {
            throw new InsufficientDataAvailableException();
        }
        byte[] part = socket.take((int) Math.min(bodyLeft, socket.available()));
        bodyLeft -= part.length;
        if (bodyLeft == 0) {
            socket.restart();
        }
        return part;
    }

    private byte[] ofChunks(ChunkedBody body) {
        byte[] part = body.read();
        if (body.isComplete()) {
            chunks = null;
            socket.restart();
        }
        return part;
    }

    private static RequestException timeout(String message) {
        return RequestException.builder()
                .type(DirectHandler.EventType.OTHER)
                .status(Status.REQUEST_TIMEOUT_408)
                .setKeepAlive(false)
                .message(message)
                .build();
    }

    private static long length(Headers headers) {
        try {
            return headers.contentLength().orElse(0);
        } catch (IllegalArgumentException malformed) {
            // The server below refuses the request, and nothing after it is read.
            return 0;
        }
    }
}
