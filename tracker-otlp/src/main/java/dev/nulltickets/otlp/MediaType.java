package dev.nulltickets.otlp;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Say what a sender claims its body to be. */
enum MediaType {
    JSON,
    PROTOBUF,
    OTHER;

    private static final Set<String> PROTOBUF_NAMES = Set.of("application/x-protobuf", "application/protobuf");

    /** Read a content type, whose parameters do not count. */
    static MediaType of(@Nullable String contentType) {
        String name = contentType == null ? "" : essence(contentType);
        if (name.equals("application/json") || name.endsWith("+json")) {
            return JSON;
        }
        return PROTOBUF_NAMES.contains(name) ? PROTOBUF : OTHER;
    }

    private static String essence(String contentType) {
        int parameters = contentType.indexOf(';');
        String name = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
