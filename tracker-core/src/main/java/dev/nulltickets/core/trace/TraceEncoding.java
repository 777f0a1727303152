package dev.nulltickets.core.trace;

import java.util.Locale;

/**
 * Say how a batch of spans was read.
 *
 * @since 0.1.0
 */
public enum TraceEncoding {
    /** As OTLP in JSON. */
    JSON,
    /** As OTLP in protobuf. */
    PROTOBUF,
    /** Not at all; only the bytes are kept. */
    BLOB;

    /** Return the name in the API and in stores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return the one of a code. */
    public static TraceEncoding ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
