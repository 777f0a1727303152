package dev.nulltickets.http;

import dev.nulltickets.core.Cancellation;
import io.helidon.common.socket.PeerInfo;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Let answers be waited for, as long as their clients are there and the server is not being closed. Safe for use by
 * several threads.
 */
final class Waits implements AutoCloseable {
    private final Set<Cancellation> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Wait for the answer to a client. */
    Reply await(PeerInfo client, Reply.Later later) {
        Cancellation ending = new Cancellation();
        waiting.add(ending);
        try {
            if (closed) {
                ending.cancel();
            }
            return client instanceof GuardedPeer guarded
                    ? awaitWatching(guarded.inbound(), ending, later)
                    : later.await(ending);
        } finally {
            waiting.remove(ending);
        }
    }

    private Reply awaitWatching(Inbound inbound, Cancellation ending, Reply.Later later) {
        inbound.watch(ending::cancel);
        try {
            Reply reply = later.await(ending);
            // Who has gone reads no further answer, and who has only said its last gets this one.
            return ending.isCancelled() ? reply.closing() : reply;
        } finally {
            inbound.endWatch();
        }
    }

    /** Return how many wait. */
    int count() {
        return waiting.size();
    }

    /** End all waits, now and from now on. */
    @Override
    public void close() {
        closed = true;
        waiting.forEach(Cancellation::cancel);
    }
}
