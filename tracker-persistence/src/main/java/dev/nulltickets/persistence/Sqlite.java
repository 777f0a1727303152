package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import java.nio.file.Path;

/**
 * Open trackers that are kept in a SQLite database: the standalone server's store.
 *
 * <p>One process at a time uses a database. All writes go through one thread, which commits many of them at once; reads
 * go through a few others, each on a snapshot of its own.
 *
 * @since 0.1.0
 */
public final class Sqlite {
    private Sqlite() {}

    /**
     * Open a database, after bringing it to the current schema. A new file is made where there is none.
     *
     * @throws StoreException if the file is in use, cannot be written, or is not a database of this program or of an
     *     older version of it; the message says which, and nothing was changed
     */
    public static TrackerStore open(SqliteSettings settings) {
        Path file = DatabaseFile.locate(settings.file());
        DatabaseLock lock = DatabaseLock.acquire(file);
        try {
            Schema.migrate(file);
            Connections connections = new Connections(file, settings);
            return SqliteStore.start(
                    () -> new Statements(connections::writer),
                    () -> new Statements(connections::reader),
                    settings,
                    lock);
        } catch (Throwable failed) { // Whatever stopped it, another attempt must find the database unlocked.
            lock.close();
            throw failed;
        }
    }

    /**
     * Load what {@link #open} needs and keep it loaded, so that a program can have this done while it still reads its
     * settings. It costs as much time as it saves; nothing depends on it. Open nothing before it has returned.
     */
    public static void warmUp() {
        WarmUp.run();
    }

    /**
     * Copy a database as it is at this instant into a new file, which is then a whole database: for a backup. A store
     * may use the database meanwhile, of this process or another; it goes on undisturbed.
     *
     * @param settings name the database
     * @param target the file to make, which only its owner may read; until it is whole it has another name, which
     *     begins alike and ends with {@code .part}
     * @throws StoreException if the database is not there or not of this program, or the target is there already or
     *     cannot be written; the message says which
     */
    public static void backup(SqliteSettings settings, Path target) {
        Backup.copy(settings, target);
    }
}
