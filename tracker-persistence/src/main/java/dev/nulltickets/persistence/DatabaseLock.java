package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keep every other store, here or in another process, away from a database while this one uses it. The lock is on a file
 * beside the database and ends with the process, however that ends; the file itself stays, because to delete it would
 * let two processes lock two files of one name.
 */
final class DatabaseLock implements AutoCloseable {
    /**
     * What this process has locked. The operating system does not tell the locks of one process apart, and drops them
     * all as soon as any channel to the file is closed, so a second one must not even be opened.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private DatabaseLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Lock the database at this real path. */
    static DatabaseLock acquire(Path database) {
        Path path = database.resolveSibling(database.getFileName() + ".lock");
        if (!HELD.add(path)) {
            throw inUse(database);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(database);
            }
            return new DatabaseLock(path, channel);
        } catch (IOException problem) {
            release(path, channel);
            throw new StoreException("the database cannot be locked: " + path, problem);
        } catch (StoreException taken) {
            release(path, channel);
            throw taken;
        }
    }

    @Override
    public void close() {
        release(path, channel);
    }

    private static void release(Path path, @Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException problem) {
            throw new StoreException("the database cannot be unlocked: " + path, problem);
        } finally {
            HELD.remove(path);
        }
    }

    private static StoreException inUse(Path database) {
        return new StoreException("the database is in use by another tracker: " + database);
    }
}
