package dev.nulltickets.http;

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
 * Hand the bytes of a connection to the server below, one part of a request at a time, and see to what it leaves open:
 * clients that are too slow, heads that are too large, chunks with extensions and trailers. So it must know where a head
 * ends and how long a body is, which it is told by {@link #begin}. Not safe for use by several threads.
 */
final class Inbound implements Supplier<byte[]> {
    private final PatientSocket socket;
    private final ClientTimeouts timeouts;
    private RequestHead head = new RequestHead();
    private @Nullable ChunkedBody chunks;
    private long bodyLeft;
    private @Nullable RuntimeException failure;

    Inbound(Supplier<byte[]> socket, ClientTimeouts timeouts) {
        this.socket = new PatientSocket(socket);
        this.timeouts = timeouts;
    }

    /** Take note of a head that has been handed out as a whole: its body comes next, or else another head. */
    void begin(Headers headers) {
        if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
            chunks = new ChunkedBody(socket, this::checkBody);
        } else {
            bodyLeft = length(headers);
        }
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
            if (!socket.await(head.isBegun() ? this::checkHead : this::checkIdle)) {
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
        if (!socket.await(this::checkBody)) {
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

    private void checkIdle() {
        if (socket.silent().compareTo(timeouts.idle()) >= 0) {
            throw new CloseConnectionException("no request for a while");
        }
    }

    private void checkHead() {
        if (socket.waited().compareTo(timeouts.head()) >= 0) {
            throw timeout("the head does not come to its end");
        }
    }

    private void checkBody() {
        if (socket.silent().compareTo(timeouts.body()) >= 0
                || socket.waited().compareTo(timeouts.patience(socket.received())) >= 0) {
            throw timeout("the body does not come to its end");
        }
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
