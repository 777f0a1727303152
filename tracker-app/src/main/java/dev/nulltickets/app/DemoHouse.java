package dev.nulltickets.app;

import dev.nulltickets.core.TrackerSettings;
import dev.nulltickets.http.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Run a server on a free port of the loopback address, on a database that goes away with it. Safe for use by several
 * threads: it may be closed at any time, and more than once.
 */
final class DemoHouse implements AutoCloseable {
    private final TemporaryDirectory directory;
    private @Nullable RunningTracker tracker;
    private boolean closed;

    DemoHouse() throws IOException {
        this.directory = TemporaryDirectory.create("nulltickets-demo");
    }

    /** Start the server, and return where it is; nothing if it was closed before. */
    synchronized Optional<URI> open() {
        if (closed) {
            return Optional.empty();
        }
        RunningTracker started = RunningTracker.start(
                StoreSettings.file(directory.path().resolve("demo.db")),
                TrackerSettings.defaults(),
                HttpSettings.local(0, Version.current()));
        tracker = started;
        return Optional.of(URI.create("http://127.0.0.1:" + started.port()));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (directory) {
            if (tracker != null) {
                tracker.close();
            }
        }
    }
}
