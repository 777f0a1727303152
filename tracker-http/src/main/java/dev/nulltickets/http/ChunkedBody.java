package dev.nulltickets.http;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Read a chunked body (RFC 9112, section 7.1) and write it anew as the server below understands it: without
 * extensions and trailers, which mean nothing to this API, and in chunks as small as the pieces in which it comes,
 * since the server below holds a chunk in memory as a whole. Not safe for use by several threads.
 */
final class ChunkedBody {
    private static final int MAX_LINE_BYTES = 4 * 1024;
    private static final int MAX_TRAILERS = 100;
    private static final Pattern SIZE = Pattern.compile("0*([0-9A-Fa-f]{1,15})(?:[ \t]*;.*)?");
    private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final PatientSocket socket;
    private final PatientSocket.Patience patience;
    private boolean begun;
    private boolean complete;
    private long left;

    ChunkedBody(PatientSocket socket, PatientSocket.Patience patience) {
        this.socket = socket;
        this.patience = patience;
    }

    boolean isComplete() {
        return complete;
    }

    /** Return the next chunk. */
    byte[] read() {
        if (left == 0) {
            if (begun && !line().isEmpty()) {
                throw malformed("a chunk has more bytes than it says");
            }
            begun = true;
            left = size(line());
        }
        if (left == 0) {
            skipTrailers();
            complete = true;
            return LAST;
        }
        await();
        byte[] part = socket.take((int) Math.min(left, socket.available()));
        left -= part.length;
        return chunk(part);
    }

    private static byte[] chunk(byte[] data) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(data.length + 12);
        chunk.writeBytes((Integer.toHexString(data.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(data);
        chunk.write('\r');
        chunk.write('\n');
        return chunk.toByteArray();
    }

    private static long size(String line) {
        Matcher size = SIZE.matcher(line);
        if (!size.matches()) {
            throw malformed("the size of a chunk is no number");
        }
        return Long.parseLong(size.group(1), 16);
    }

    private void skipTrailers() {
        for (int trailers = 0; !line().isEmpty(); trailers++) {
            if (trailers == MAX_TRAILERS) {
                throw malformed("there are too many trailers");
            }
        }
    }

    /** Return a line without its end. Half an end is none, or else others might see other chunks than this server. */
    private String line() {
        StringBuilder line = new StringBuilder();
        for (char next = next(); next != '\r'; next = next()) {
            if (next == '\n' || line.length() == MAX_LINE_BYTES) {
                throw malformed("a line between chunks is malformed");
            }
            line.append(next);
        }
        if (next() != '\n') {
            throw malformed("a line between chunks is malformed");
        }
        return line.toString();
    }

    private char next() {
        await();
        return (char) (socket.take(1)[0] & 0xff);
    }

    private void await() {
        if (!socket.await(patience)) {
            throw new InsufficientDataAvailableException();
        }
    }

    private static RequestException malformed(String message) {
        return RequestException.builder()
                .type(DirectHandler.EventType.BAD_REQUEST)
                .setKeepAlive(false)
                .message(message)
                .build();
    }
}
