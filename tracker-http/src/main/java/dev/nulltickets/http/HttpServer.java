package dev.nulltickets.http;

import dev.nulltickets.core.Tracker;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Serve a tracker over HTTP/1.1. Each connection has a virtual thread of its own, which only waits for the store. Safe
 * for use by several threads.
 *
 * @since 0.1.0
 */
public final class HttpServer implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int MAX_HEADERS_BYTES = 16 * 1024;

    private final WebServer server;
    private final Dispatcher dispatcher;
    private final HttpSettings settings;

    private HttpServer(Tracker tracker, HttpSettings settings) {
        this.settings = settings;
        this.dispatcher = new Dispatcher(tracker, settings);
        this.server = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .shutdownGracePeriod(GRACE)
                .maxPayloadSize(settings.maxBodyBytes())
                .addProtocol(
                        Http1Config.builder().maxHeadersSize(MAX_HEADERS_BYTES).build())
                .directHandlers(errorsBeforeRouting())
                .routing(routing -> routing.any(this::handle))
                .build();
    }

    /**
     * Start to listen.
     *
     * @param tracker what to serve; it stays its owner's to close
     * @throws RuntimeException if the address cannot be bound
     */
    public static HttpServer start(Tracker tracker, HttpSettings settings) {
        HttpServer server = new HttpServer(tracker, settings);
        server.server.start();
        return server;
    }

    /** Return the port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** Stop to listen, finish what is under way within ten seconds, and close all connections. */
    @Override
    public void close() {
        server.stop();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        long begun = System.nanoTime();
        Reply reply = dispatcher.dispatch(request);
        send(request, response, reply);
        if (settings.requestLog() != null) {
            long micros = (System.nanoTime() - begun) / 1000;
            settings.requestLog()
                    .accept("%s %s %d %.1f ms"
                            .formatted(
                                    request.prologue().method().text(),
                                    request.path().rawPath(),
                                    reply.status(),
                                    micros / 1000.0));
        }
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            // Helidon 4.5.0 answers such a request and then leaves the connection open, while the client waits for its
            // end.
            throw new CloseConnectionException("as the client asked");
        }
    }

    private static void send(ServerRequest request, ServerResponse response, Reply reply) {
        response.status(Status.create(reply.status()));
        reply.headers().forEach((name, value) -> response.header(name, value));
        if (reply.status() == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > 0) {
            response.header(HeaderNames.CONTENT_TYPE, "application/json");
        }
        if (request.prologue().method().text().equals("HEAD")) {
            response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
            response.send();
        } else if (body.length == 0) {
            response.send();
        } else {
            response.send(body);
        }
    }

    private static DirectHandlers errorsBeforeRouting() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, HttpServer::errorBeforeRouting);
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse errorBeforeRouting(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            io.helidon.http.ServerResponseHeaders headers,
            String message) {
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .keepAlive(false)
                .entity(Reply.error(status.code(), code(status.code()), "the server cannot read this request")
                        .body())
                .build();
    }

    private static String code(int status) {
        return switch (status) {
            case 403 -> "forbidden";
            case 413 -> "payload_too_large";
            case 500 -> "internal";
            default -> "bad_request";
        };
    }
}
