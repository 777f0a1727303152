package dev.nulltickets.http;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Set the options of the sockets that are accepted, and remember them until their connections ask for them, since the
 * server below does not pass them on. Safe for use by several threads.
 */
final class AcceptedSockets implements SocketOptions {
    private static final SocketOptions DEFAULTS = SocketOptions.create();

    private final Map<Ends, SocketChannel> channels = new ConcurrentHashMap<>();

    /** The addresses of both ends, which no other open socket has. */
    private record Ends(SocketAddress local, SocketAddress remote) {}

    @Override
    public void configureSocket(SocketChannel channel) {
        SocketOptions.super.configureSocket(channel);
        try {
            channels.put(new Ends(channel.getLocalAddress(), channel.getRemoteAddress()), channel);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Return the socket of a connection, and forget it. */
    SocketChannel take(ConnectionContext connection) {
        Ends ends = new Ends(
                connection.localPeer().address(), connection.remotePeer().address());
        SocketChannel channel = channels.remove(ends);
        if (channel == null) {
            throw new IllegalStateException("every connection has a socket that was accepted, but not " + ends);
        }
        return channel;
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return Map.of(StandardSocketOptions.SO_KEEPALIVE, true, StandardSocketOptions.TCP_NODELAY, true);
    }

    @Override
    public Duration connectTimeout() {
        return DEFAULTS.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return DEFAULTS.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return Optional.empty();
    }

    @Override
    public boolean socketReuseAddress() {
        return true;
    }

    @Override
    public boolean socketKeepAlive() {
        return true;
    }

    @Override
    public boolean tcpNoDelay() {
        return true;
    }
}
