package dev.nulltickets.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Find the end of a request's head, and hold its headers to a size. An empty line before it is skipped, as RFC 9112 asks
 * for in section 2.2, and what is no ASCII in its first line is percent-encoded, which clients such as curl leave to
 * their users. Not safe for use by several threads.
 */
final class RequestHead {
    static final int MAX_HEADERS_BYTES = 16 * 1024;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private int read;
    private int headerBytes;
    private int lineBytes;
    private byte previous;
    private boolean skipped;
    private boolean inRequestLine = true;
    private boolean complete;

    boolean isBegun() {
        return read > 0;
    }

    boolean isComplete() {
        return complete;
    }

    /** Take what is available of the head; the first time that may be nothing. */
    byte[] read(PatientSocket socket) {
        if (read == 0 && !skipped && socket.available() > 1 && socket.peek(0) == '\r' && socket.peek(1) == '\n') {
            socket.take(2);
            skipped = true;
        }
        boolean begins = inRequestLine;
        int count = 0;
        while (count < socket.available() && !complete) {
            see(socket.peek(count++));
        }
        read += count;
        if (headerBytes > MAX_HEADERS_BYTES) {
            throw refusal(Status.create(431), "the headers are too large");
        }
        byte[] part = socket.take(count);
        return begins ? encoded(part) : part;
    }

    private void see(byte next) {
        if (inRequestLine && next >= 0 && next < ' ' && next != '\r' && next != '\n') {
            throw refusal(Status.BAD_REQUEST_400, "a control character in the request line");
        }
        headerBytes += inRequestLine ? 0 : 1;
        if (next == '\n' && previous == '\r') {
            complete = !inRequestLine && lineBytes == 1;
            inRequestLine = false;
            lineBytes = 0;
        } else {
            lineBytes++;
        }
        previous = next;
    }

    private static byte[] encoded(byte[] part) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(part.length);
        boolean inLine = true;
        for (byte each : part) {
            inLine &= each != '\n';
            if (inLine && each < 0) {
                encoded.write('%');
                encoded.write(HEX.toHighHexDigit(each));
                encoded.write(HEX.toLowHexDigit(each));
            } else {
                encoded.write(each);
            }
        }
        return encoded.toByteArray();
    }

    private static RequestException refusal(Status status, String message) {
        return RequestException.builder()
                .type(DirectHandler.EventType.BAD_REQUEST)
                .status(status)
                .setKeepAlive(false)
                .message(message)
                .build();
    }
}
