package dev.nulltickets.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Run many connections on one thread, so that the load costs the machine little: it has to leave the processors to the
 * server. Used by one thread.
 */
final class Connections implements AutoCloseable {
    private final Target target;
    private final Selector selector;
    private final List<Connection> open = new ArrayList<>();

    Connections(Target target) {
        this.target = target;
        try {
            this.selector = Selector.open();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    Connection connect() {
        return connect(target);
    }

    Connection connect(Target to) {
        try {
            Connection connection = new Connection(to.address(), selector);
            open.add(connection);
            return connection;
        } catch (IOException problem) {
            throw new UncheckedIOException("no connection to " + to.base(), problem);
        }
    }

    /** Read what has come; wait for something at most so many milliseconds, or not at all. */
    void turn(long millis) {
        try {
            if (millis > 0) {
                selector.select(Connections::read, millis);
            } else {
                selector.selectNow(Connections::read);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @Override
    public void close() {
        try {
            for (Connection connection : open) {
                connection.close();
            }
            selector.close();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static void read(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Connection connection) {
            connection.read();
        }
    }
}
