package dev.nulltickets.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** Serve HTTP/1.1 on every connection, and put {@link Inbound} and {@link Outbound} between it and its socket. */
final class GuardedConnections implements ServerConnectionSelector {
    private final Http1ConnectionSelector http;
    private final ClientTimeouts timeouts;
    private final AcceptedSockets sockets;
    private final Watch watch;

    GuardedConnections(Http1Config.Builder config, ClientTimeouts timeouts, AcceptedSockets sockets, Watch watch) {
        this.http = Http1ConnectionSelector.builder()
                .config(config.addReceiveListener(new HeadListener()).build())
                .build();
        this.timeouts = timeouts;
        this.sockets = sockets;
        this.watch = watch;
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        SocketChannel channel = sockets.take(context);
        Inbound inbound = new Inbound(context.serverSocket(), watch.overReading(channel), timeouts);
        Outbound outbound = new Outbound(context.dataWriter(), watch.overWriting(channel), timeouts);
        return http.connection(new GuardedConnection(context, inbound, outbound));
    }

    private static final class HeadListener implements Http1ConnectionListener {
        @Override
        public void headers(ConnectionContext context, Headers headers) {
            if (context instanceof GuardedConnection guarded) {
                guarded.inbound().begin(headers);
            }
        }
    }
}
