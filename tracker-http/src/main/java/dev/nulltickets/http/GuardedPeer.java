package dev.nulltickets.http;

import io.helidon.common.socket.PeerInfo;
import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.Optional;

/** Be the peer of a guarded connection, by whom a request finds what is read from it. */
record GuardedPeer(PeerInfo peer, Inbound inbound) implements PeerInfo {
    @Override
    public SocketAddress address() {
        return peer.address();
    }

    @Override
    public String host() {
        return peer.host();
    }

    @Override
    public int port() {
        return peer.port();
    }

    @Override
    public Optional<Principal> tlsPrincipal() {
        return peer.tlsPrincipal();
    }

    @Override
    public Optional<Certificate[]> tlsCertificates() {
        return peer.tlsCertificates();
    }
}
