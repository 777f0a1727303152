package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keep every other store, here or in another process, away from a database while this one uses it. The lock is on a
 * file beside the database and ends with the process, however that ends; the file itself stays, because to delete it
 * would let two processes lock two files of one name.
 */
final class DatabaseLock implements AutoCloseable {
    /**
     * Begins the name under which a lock is noted for the whole process. The operating system does not tell the locks
     * of one process apart, and drops them all as soon as any channel to the file is closed, so a second one must not
     * even be opened. Among the system properties, because this class may be there once for each class loader.
     */
    private static final String HELD = "dev.nulltickets.persistence.held.";

    /** Channels to locks of others, which to close would drop; held, because a forgotten one is closed, too. */
    private static final Queue<FileChannel> NEVER_CLOSED = new ConcurrentLinkedQueue<>();

    private final Path path;
    private final FileChannel channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DatabaseLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Lock the database at this real path, unless it is a file that is no database. */
    static DatabaseLock acquire(Path database) {
        Path path = database.resolveSibling(database.getFileName() + ".lock");
        if (System.getProperties().putIfAbsent(HELD + path, "") != null) {
            throw inUse(database);
        }
        try {
            // Before the lock, which would leave its file beside one that is none of ours.
            DatabaseFile.check(database);
            return new DatabaseLock(path, locked(database, path));
        } catch (IOException problem) {
            forget(path);
            throw new StoreException("the database cannot be locked: " + path, problem);
        } catch (Throwable problem) { // Whatever stopped it, another attempt must find the database unlocked.
            forget(path);
            throw problem;
        }
    }

    private static FileChannel locked(Path database, Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(database);
            }
            return channel;
        } catch (OverlappingFileLockException ours) {
            // Only where somebody has replaced the system properties.
            NEVER_CLOSED.add(channel);
            throw inUse(database);
        } catch (Throwable problem) { // The channel must not stay open.
            channel.close();
            throw problem;
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            channel.close();
        } catch (IOException problem) {
            throw new StoreException("the database cannot be unlocked: " + path, problem);
        } finally {
            forget(path);
        }
    }

    private static void forget(Path path) {
        System.getProperties().remove(HELD + path);
    }

    private static StoreException inUse(Path database) {
        return new StoreException("the database is in use by another tracker: " + database);
    }
}
