package dev.nulltickets.http;

import org.jspecify.annotations.Nullable;

/**
 * Tell the path of a request from the host that its target may name (RFC 9112, section 3.2.2): clients of proxies send
 * {@code http://localhost:7700/health}, and then the {@code Host} header does not count.
 *
 * @param host the host and port that the target names, or null
 */
record Target(@Nullable String host, String path) {
    private static final String SCHEME = "http://";

    static Target of(String raw) {
        if (!raw.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Target(null, raw);
        }
        int slash = raw.indexOf('/', SCHEME.length());
        return slash < 0
                ? new Target(raw.substring(SCHEME.length()), "/")
                : new Target(raw.substring(SCHEME.length(), slash), raw.substring(slash));
    }
}
