package dev.nulltickets.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Say where a server listens, where its data is, and whom it answers.
 *
 * @param apiToken what callers must carry, or null
 */
record ServerSettings(
        String host, int port, Path database, @Nullable String apiToken, boolean logRequests) {
    static final String DEFAULT_HOST = "127.0.0.1";
    static final int DEFAULT_PORT = 7700;
    static final String DEFAULT_DATABASE = "nulltickets.db";
}
