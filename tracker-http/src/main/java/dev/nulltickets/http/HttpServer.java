package dev.nulltickets.http;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.trace.TraceDecoder;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * Serve a tracker over HTTP/1.1. Each connection has a virtual thread of its own, which mostly waits for the store.
 * Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class HttpServer implements AutoCloseable {
    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** Room for a search by 10,000 characters, of which each may be percent-encoded. */
    private static final int MAX_REQUEST_LINE_BYTES = 64 * 1024;

    private static final Duration NEVER = Duration.ofDays(365);
    /**
     * What is read of a body that is too large, so that its sender comes to read the answer instead of meeting a
     * connection that is reset under its hands.
     */
    private static final long MOST_DISCARDED_BYTES = 64L * 1024 * 1024;

    private final AcceptedSockets sockets = new AcceptedSockets();
    private final Watch watch;
    private final WebServer server;
    private final Dispatcher dispatcher;
    private final HttpSettings settings;

    private HttpServer(Tracker tracker, TraceDecoder decoder, HttpSettings settings) {
        this.settings = settings;
        this.dispatcher = new Dispatcher(tracker, decoder, settings);
        this.watch = new Watch(settings.timeouts().longestLapse());
        this.server = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .shutdownGracePeriod(GRACE)
                .maxPayloadSize(Math.max(settings.maxBodyBytes(), settings.maxTraceBytes()) + MOST_DISCARDED_BYTES)
                .contentEncoding(new CodedBodies())
                .protocolsDiscoverServices(false)
                .addConnectionSelector(new GuardedConnections(protocol(), settings.timeouts(), sockets, watch))
                .connectionOptions(sockets)
                .idleConnectionTimeout(NEVER) // It might interrupt a handler.
                .idleConnectionPeriod(NEVER)
                .maxTcpConnections(OpenFiles.connections(settings.maxConnections()))
                .directHandlers(errorsBeforeRouting(dispatcher))
                .routing(routing -> routing.any(this::handle))
                .build();
    }

    /**
     * Load what {@link #start} needs and keep it loaded, so that a program can have this done while it still opens its
     * store. It costs as much time as it saves; nothing depends on it.
     */
    public static void warmUp() {
        WebServer.builder()
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .contentEncoding(new CodedBodies())
                .addProtocol(protocol().build())
                .routing(routing -> routing.any((request, response) -> response.send()))
                .build();
        RouteTable.routes(new SystemRoutes(""));
    }

    /**
     * Start to listen.
     *
     * @param tracker what to serve; it stays its owner's to close
     * @param decoder reads the traces that are sent
     * @throws IllegalArgumentException if the host is unknown
     * @throws UncheckedIOException if the address cannot be bound
     */
    public static HttpServer start(Tracker tracker, TraceDecoder decoder, HttpSettings settings) {
        HttpServer server = new HttpServer(tracker, decoder, settings);
        server.server.start();
        if (server.port() < 0) { // Helidon logs why, and throws nothing.
            String address = settings.host() + ":" + settings.port();
            throw new UncheckedIOException(new BindException("cannot listen on " + address));
        }
        server.watch.start();
        return server;
    }

    /** Return the port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** Return how many requests wait for something to answer. */
    int waiting() {
        return dispatcher.waiting();
    }

    /**
     * Stop to listen, answer the claims that wait for work, finish what is under way within ten seconds, and close all
     * connections.
     */
    @Override
    public void close() {
        dispatcher.endWaits();
        server.stop();
        watch.close();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        long begun = System.nanoTime();
        Reply reply = dispatcher.dispatch(request);
        if (has(request, HeaderValues.EXPECT_100) && !request.continueSent()) {
            // Whether its body comes nevertheless, nobody knows.
            reply = reply.closing();
        }
        send(request, response, reply);
        if (settings.requestLog() != null) {
            settings.requestLog().accept(line(request, reply, System.nanoTime() - begun));
        }
        if (reply.closes() || has(request, HeaderValues.CONNECTION_CLOSE)) {
            end(request);
        }
    }

    /** Say whether a header has a token, at little cost where there is no such header. */
    private static boolean has(ServerRequest request, Header token) {
        return request.headers().contains(token.headerName())
                && request.headers().containsToken(token);
    }

    private static String line(ServerRequest request, Reply reply, long nanos) {
        // What a caller put into its path must not look like a line of its own, or move the cursor of a terminal.
        String path = request.path().rawPath().replaceAll("[^!-~]", "?");
        String method = request.prologue().method().text();
        return String.format(Locale.ROOT, "%s %s %d %.1f ms", method, path, reply.status(), nanos / 1e6);
    }

    /** Close the connection, which Helidon 4.5.0 announces to the client, who then waits for it, and forgets. */
    private static void end(ServerRequest request) {
        try {
            request.content().consume();
        } catch (RuntimeException unreadable) {
            // The answer has been sent; what is left of the request is of no use to anybody.
            throw new CloseConnectionException("the request cannot be read to its end", unreadable);
        }
        throw new CloseConnectionException("this answer was the last one");
    }

    private void send(ServerRequest request, ServerResponse response, Reply reply) {
        response.status(Status.create(reply.status()));
        reply.headers().forEach((name, value) -> response.header(name, value));
        if (reply.status() == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        byte[] protobuf = dispatcher.answersInProtobuf(request) ? ExportAnswer.inProtobuf(reply) : null;
        byte[] body = protobuf == null ? reply.body().getBytes(StandardCharsets.UTF_8) : protobuf;
        if (protobuf != null) {
            response.header(HeaderNames.CONTENT_TYPE, ExportAnswer.CONTENT_TYPE);
        } else if (body.length > 0) {
            response.header(JSON);
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

    /** Leave malformed percent-encoding to the router, which says what is wrong and where. */
    private static Http1Config.Builder protocol() {
        return Http1Config.builder()
                .maxPrologueLength(MAX_REQUEST_LINE_BYTES)
                .maxHeadersSize(2 * RequestHead.MAX_HEADERS_BYTES) // Which holds them to half of that.
                .validatePath(false)
                .validatePrologue(false);
    }

    private static DirectHandlers errorsBeforeRouting(Dispatcher dispatcher) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(
                    type,
                    (request, event, status, headers, message) ->
                            errorBeforeRouting(dispatcher, request, status, headers));
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse errorBeforeRouting(
            Dispatcher dispatcher,
            DirectHandler.TransportRequest request,
            Status status,
            ServerResponseHeaders headers) {
        Reply reply = HttpErrors.reply(status, dispatcher.bodyLimit(request.method(), request.path()));
        // Of a head that could not be read there are no headers, and the answer to it is in JSON.
        byte[] protobuf = dispatcher.answersInProtobuf(request.headers(), request.method(), request.path())
                ? ExportAnswer.inProtobuf(reply)
                : null;
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, protobuf == null ? "application/json" : ExportAnswer.CONTENT_TYPE)
                .keepAlive(false)
                .entity(protobuf == null ? reply.body().getBytes(StandardCharsets.UTF_8) : protobuf)
                .build();
    }
}
