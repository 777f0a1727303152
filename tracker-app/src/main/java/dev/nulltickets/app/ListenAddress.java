package dev.nulltickets.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Name the address that a server listens on. */
record ListenAddress(String host, int port) {

    /**
     * Check that the address can be bound, by binding it for a moment. Helidon only logs it if it cannot bind, and says
     * nothing to its caller; and nothing else should be opened, or made, for a server that cannot be reached.
     *
     * @throws StartFailure if it cannot be bound
     */
    void check() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException unknown) {
            throw unusable("there is no such host", unknown);
        } catch (IOException unbound) {
            throw unusable(String.valueOf(unbound.getMessage()), unbound);
        }
    }

    StartFailure unusable(String why, @Nullable Throwable cause) {
        return new StartFailure("cannot listen on " + this + ": " + why + " (--port and --host choose another)", cause);
    }

    /** Say whether only programs on this machine reach the address. */
    boolean isLocal() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
