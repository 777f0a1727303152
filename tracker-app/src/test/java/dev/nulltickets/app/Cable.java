package dev.nulltickets.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lead connections to a server, until it is unplugged. Safe for use by several threads. */
final class Cable implements AutoCloseable {
    private final int target;
    private final int port;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket entry;

    Cable(int target) throws IOException {
        this.target = target;
        plug(0);
        this.port = entry == null ? 0 : entry.getLocalPort();
    }

    int port() {
        return port;
    }

    /** Let connections through again. */
    void plug() throws IOException {
        plug(port);
    }

    /** End all connections, and refuse others. */
    synchronized void unplug() throws IOException {
        if (entry != null) {
            entry.close();
        }
        for (Socket end : ends) {
            end.close();
        }
        ends.clear();
    }

    @Override
    public void close() throws IOException {
        unplug();
    }

    private synchronized void plug(int at) throws IOException {
        ServerSocket opened = new ServerSocket(at, 50, InetAddress.getLoopbackAddress());
        entry = opened;
        Thread.ofVirtual().start(() -> accept(opened));
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                connect(opened.accept());
            } catch (IOException unplugged) {
                // The loop ends, or the caller finds its connection closed.
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        ends.add(caller);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        ends.add(server);
        Thread.ofVirtual().start(() -> lead(caller, server));
        Thread.ofVirtual().start(() -> lead(server, caller));
    }

    private static void lead(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException over) {
            // As it is with cables: both ends notice.
        } catch (UncheckedIOException over) {
            throw new AssertionError(over);
        }
    }
}
