package dev.nulltickets.otlp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Read UTF-8 without mending it. */
final class StrictUtf8 {
    private StrictUtf8() {}

    /** Return the text, or null if the bytes are no UTF-8. */
    static @Nullable String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        // Broken bytes become U+FFFD. Only text with that character has to be read again, in four times the memory.
        return text.indexOf('\uFFFD') < 0 || isWellFormed(bytes) ? text : null;
    }

    private static boolean isWellFormed(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
