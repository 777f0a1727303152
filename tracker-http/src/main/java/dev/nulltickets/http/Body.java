package dev.nulltickets.http;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.trace.DecodedTraces;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hold the body of a request, read as far as it can be without the tracker, so that no transaction waits for that. */
sealed interface Body {
    /** Return what tells a retry from another request with the same idempotency key. */
    String identity();

    /** No body, or one that means nothing. */
    record None() implements Body {
        @Override
        public String identity() {
            return "";
        }
    }

    /** A JSON object, and the text that it was read from. */
    record Fields(JsonFields json, String identity) implements Body {}

    /** The elements of a JSON array, and the text that they were read from. */
    record Items(List<Json> values, String identity) implements Body {}

    /** An export of traces. */
    final class Traces implements Body {
        private final byte[] bytes;
        private final @Nullable String contentType;
        private final DecodedTraces decoded;

        /**
         * Hold an export.
         *
         * @param bytes as they were sent; not copied
         */
        Traces(byte[] bytes, @Nullable String contentType, DecodedTraces decoded) {
            this.bytes = bytes;
            this.contentType = contentType;
            this.decoded = decoded;
        }

        byte[] bytes() {
            return bytes;
        }

        @Nullable
        String contentType() {
            return contentType;
        }

        DecodedTraces decoded() {
            return decoded;
        }

        @Override
        public String identity() {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java platform has SHA-256", impossible);
            }
        }
    }
}
