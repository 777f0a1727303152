package dev.nulltickets.http;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Set how the server listens and whom it answers.
 *
 * @param host the name or address to listen on
 * @param port the port to listen on, or 0 for any free one
 * @param apiToken what callers must carry, or null for a server that is open to whoever reaches it
 * @param maxBodyBytes the largest request body that is accepted
 * @param maxTraceBytes the largest export of traces that is accepted
 * @param allowedHosts the names that {@code Host} and {@code Origin} may hold besides the loopback names and {@code
 *     host}; empty for no others
 * @param requestLog gets a line for each request, or null
 * @param version what {@code /health} reports
 * @param timeouts how long clients may keep the server waiting
 * @param maxConnections how many connections may be open at once; more wait until others are closed
 * @since 0.1.0
 */
public record HttpSettings(
        String host,
        int port,
        @Nullable String apiToken,
        int maxBodyBytes,
        int maxTraceBytes,
        List<String> allowedHosts,
        @Nullable Consumer<String> requestLog,
        String version,
        ClientTimeouts timeouts,
        int maxConnections) {
    /** The default of {@link #maxBodyBytes}: 4 MiB. */
    public static final int DEFAULT_MAX_BODY_BYTES = 4 * 1024 * 1024;

    /** The default of {@link #maxTraceBytes}: 64 MiB. */
    public static final int DEFAULT_MAX_TRACE_BYTES = 64 * 1024 * 1024;

    /** The default of {@link #maxConnections}. */
    public static final int DEFAULT_MAX_CONNECTIONS = 8192;

    public HttpSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, but is " + port);
        }
        if (apiToken != null && apiToken.isBlank()) {
            throw new IllegalArgumentException("the API token must not be empty");
        }
        if (apiToken != null
                && (!apiToken.equals(apiToken.strip()) || !apiToken.chars().allMatch(c -> c >= ' ' && c < 127))) {
            throw new IllegalArgumentException("the API token must be printable ASCII, without spaces at its ends");
        }
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("maxBodyBytes must be at least 1, but is " + maxBodyBytes);
        }
        if (maxTraceBytes < 1) {
            throw new IllegalArgumentException("maxTraceBytes must be at least 1, but is " + maxTraceBytes);
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, but is " + maxConnections);
        }
        allowedHosts = List.copyOf(allowedHosts);
    }

    /** Listen on the loopback address, without a token. */
    public static HttpSettings local(int port, String version) {
        return new HttpSettings(
                "127.0.0.1",
                port,
                null,
                DEFAULT_MAX_BODY_BYTES,
                DEFAULT_MAX_TRACE_BYTES,
                List.of(),
                null,
                version,
                ClientTimeouts.DEFAULT,
                DEFAULT_MAX_CONNECTIONS);
    }

    /** Return the same settings with another host to listen on. */
    public HttpSettings withHost(String value) {
        return new HttpSettings(
                value,
                port,
                apiToken,
                maxBodyBytes,
                maxTraceBytes,
                allowedHosts,
                requestLog,
                version,
                timeouts,
                maxConnections);
    }

    /** Return the same settings with a token, or with none if it is null. */
    public HttpSettings withApiToken(@Nullable String value) {
        return new HttpSettings(
                host,
                port,
                value,
                maxBodyBytes,
                maxTraceBytes,
                allowedHosts,
                requestLog,
                version,
                timeouts,
                maxConnections);
    }

    /** Return the same settings with another limit for bodies. */
    public HttpSettings withMaxBodyBytes(int value) {
        return new HttpSettings(
                host,
                port,
                apiToken,
                value,
                maxTraceBytes,
                allowedHosts,
                requestLog,
                version,
                timeouts,
                maxConnections);
    }

    /** Return the same settings with another limit for exports of traces. */
    public HttpSettings withMaxTraceBytes(int value) {
        return new HttpSettings(
                host, port, apiToken, maxBodyBytes, value, allowedHosts, requestLog, version, timeouts, maxConnections);
    }

    /** Return the same settings with other names that callers may know the server by. */
    public HttpSettings withAllowedHosts(List<String> value) {
        return new HttpSettings(
                host,
                port,
                apiToken,
                maxBodyBytes,
                maxTraceBytes,
                value,
                requestLog,
                version,
                timeouts,
                maxConnections);
    }

    /** Return the same settings with a log of requests, or with none if it is null. */
    public HttpSettings withRequestLog(@Nullable Consumer<String> value) {
        return new HttpSettings(
                host,
                port,
                apiToken,
                maxBodyBytes,
                maxTraceBytes,
                allowedHosts,
                value,
                version,
                timeouts,
                maxConnections);
    }

    /** Return the same settings with other bounds for slow clients. */
    public HttpSettings withTimeouts(ClientTimeouts value) {
        return new HttpSettings(
                host,
                port,
                apiToken,
                maxBodyBytes,
                maxTraceBytes,
                allowedHosts,
                requestLog,
                version,
                value,
                maxConnections);
    }

    /** Return the same settings with another limit for connections. */
    public HttpSettings withMaxConnections(int value) {
        return new HttpSettings(
                host, port, apiToken, maxBodyBytes, maxTraceBytes, allowedHosts, requestLog, version, timeouts, value);
    }
}
