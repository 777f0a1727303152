package dev.nulltickets.bench;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Look into the head of an answer, as long as the bytes that it stands in are not others. */
final class AnswerHead {
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final byte[] bytes;
    private final int end;

    private AnswerHead(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** Return the head, or null if it is not all there. */
    static @Nullable AnswerHead of(byte[] bytes, int filled) {
        for (int i = 3; i < filled; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return new AnswerHead(bytes, i + 1);
            }
        }
        return null;
    }

    /** Return where the body begins. */
    int end() {
        return end;
    }

    int status() {
        return 100 * digit(STATUS_AT) + 10 * digit(STATUS_AT + 1) + digit(STATUS_AT + 2);
    }

    /** Return the number behind a name, which is given in lower case with its colon; -1 if the name is not there. */
    long number(byte[] name) {
        int at = find(name);
        if (at < 0) {
            return -1;
        }
        long number = 0;
        for (int i = at + name.length; bytes[i] != '\r'; i++) {
            if (bytes[i] != ' ') {
                number = 10 * number + digit(i);
            }
        }
        return number;
    }

    /** Return where a line begins, which is given in lower case; -1 if it is not there. */
    int find(byte[] line) {
        for (int i = STATUS_AT; i + line.length < end; i++) {
            if (bytes[i - 1] == '\n' && matches(line, i)) {
                return i;
            }
        }
        return -1;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private boolean matches(byte[] line, int at) {
        for (int i = 0; i < line.length; i++) {
            byte found = bytes[at + i];
            int lower = found >= 'A' && found <= 'Z' ? found + ('a' - 'A') : found;
            if (lower != line[i]) {
                return false;
            }
        }
        return true;
    }

    private int digit(int at) {
        int digit = bytes[at] - '0';
        if (digit < 0 || digit > 9) {
            throw new IllegalStateException(
                    "this is no answer of an HTTP server: " + new String(bytes, 0, end, StandardCharsets.ISO_8859_1));
        }
        return digit;
    }
}
