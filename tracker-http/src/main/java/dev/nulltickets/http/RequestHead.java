package dev.nulltickets.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Find the end of a request's head, hold its headers to a size, and refuse what the server below would let pass or
 * fail on. An empty line before it is skipped, as RFC 9112 asks for in section 2.2, and what is no ASCII in its first
 * line is percent-encoded, which clients such as curl leave to their users. Not safe for use by several threads.
 */
final class RequestHead {
    static final int MAX_HEADERS_BYTES = 16 * 1024;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String SYMBOLS_IN_METHODS = "!#$%&'*+-.^_`|~";

    private enum Place {
        START,
        AFTER_RETURN,
        METHOD,
        TARGET,
        HEADERS,
        END
    }

    private Place place = Place.START;
    private boolean skipped;
    private int headerBytes;
    private int lineBytes;
    private byte previous;

    boolean isBegun() {
        return place != Place.START;
    }

    boolean isComplete() {
        return place == Place.END;
    }

    /** Take what is available of the head, at least a byte; what is returned may be less, or nothing. */
    byte[] read(PatientSocket socket) {
        skipEmptyLine(socket);
        int line = 0;
        int count = 0;
        boolean ascii = true;
        while (count < socket.available() && place != Place.END) {
            byte next = socket.peek(count++);
            ascii &= next >= 0 || place == Place.HEADERS;
            see(next);
            line = place == Place.HEADERS || place == Place.END ? line : count;
        }
        if (headerBytes > MAX_HEADERS_BYTES) {
            throw refusal(Status.create(431), "the headers are too large");
        }
        byte[] part = socket.take(count);
        return ascii ? part : encoded(part, line);
    }

    private void skipEmptyLine(PatientSocket socket) {
        if (place == Place.START && !skipped && socket.peek(0) == '\r') {
            socket.take(1);
            place = Place.AFTER_RETURN;
        }
        if (place == Place.AFTER_RETURN && socket.available() > 0) {
            if (socket.peek(0) != '\n') {
                throw malformed("a carriage return before the request line");
            }
            socket.take(1);
            place = Place.START;
            skipped = true;
        }
    }

    private void see(byte next) {
        switch (place) {
            case START, METHOD -> seeMethod(next);
            case TARGET -> seeTarget(next);
            case HEADERS -> seeHeaders(next);
            case AFTER_RETURN, END -> throw new IllegalStateException("nothing is seen at " + place);
        }
        previous = next;
    }

    private void seeMethod(byte next) {
        if (next == ' ') {
            place = Place.TARGET;
        } else if (isInMethods(next)) {
            place = Place.METHOD;
        } else {
            throw malformed("a method that is no token");
        }
    }

    private static boolean isInMethods(byte next) {
        return (next >= 'A' && next <= 'Z')
                || (next >= 'a' && next <= 'z')
                || (next >= '0' && next <= '9')
                || SYMBOLS_IN_METHODS.indexOf(next) >= 0;
    }

    private void seeTarget(byte next) {
        if (previous == '\r' && next == '\n') {
            place = Place.HEADERS;
        } else if (previous == '\r' || (next >= 0 && next < ' ' && next != '\r') || next == 127) {
            throw malformed("a control character in the request line");
        }
    }

    private void seeHeaders(byte next) {
        headerBytes++;
        if (next == '\n' && previous == '\r') {
            place = lineBytes == 1 ? Place.END : Place.HEADERS;
            lineBytes = 0;
        } else if (next == ':' && lineBytes == 0) {
            throw malformed("a header without a name");
        } else {
            lineBytes++;
        }
    }

    private static byte[] encoded(byte[] part, int line) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(part.length + 2 * line);
        for (int at = 0; at < line; at++) {
            if (part[at] < 0) {
                encoded.write('%');
                encoded.write(HEX.toHighHexDigit(part[at]));
                encoded.write(HEX.toLowHexDigit(part[at]));
            } else {
                encoded.write(part[at]);
            }
        }
        encoded.write(part, line, part.length - line);
        return encoded.toByteArray();
    }

    private static RequestException malformed(String message) {
        return refusal(Status.BAD_REQUEST_400, message);
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
