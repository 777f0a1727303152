package dev.nulltickets.app;

import dev.nulltickets.core.TrackerSettings;
import dev.nulltickets.http.HttpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Run a server on a free port of the loopback address, on a database that goes away with it. Safe for use by several
 * threads: it may be closed at any time, and more than once.
 */
final class DemoHouse implements AutoCloseable {
    private final Path directory;
    private @Nullable RunningTracker tracker;
    private boolean closed;

    DemoHouse() throws IOException {
        this.directory = Files.createTempDirectory("nulltickets-demo");
    }

    /** Start the server, and return where it is; nothing if it was closed before. */
    synchronized Optional<URI> open() {
        if (closed) {
            return Optional.empty();
        }
        RunningTracker started = RunningTracker.start(
                StoreSettings.file(directory.resolve("demo.db")),
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
        try {
            if (tracker != null) {
                tracker.close();
            }
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : Stream.concat(files, Stream.of(directory)).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
