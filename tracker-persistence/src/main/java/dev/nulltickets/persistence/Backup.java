package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Copy a database of one instant into another file, by SQLite's {@code VACUUM INTO}: a copy of the file itself would
 * miss what is in the log, and may mix two instants.
 */
final class Backup {
    private static final String UNFINISHED = ".part";

    /** What SQLite would take for changes to a database of that name. */
    private static final List<String> LOGS = List.of("-wal", "-journal");

    /** Held shared by each backup that this process makes. */
    private static final ReadWriteLock RUNNING = new ReentrantReadWriteLock();

    private Backup() {}

    /** Do something when this process is making no backup. */
    static void afterAll(Runnable work) {
        RUNNING.writeLock().lock();
        try {
            work.run();
        } finally {
            RUNNING.writeLock().unlock();
        }
    }

    static void copy(SqliteSettings settings, Path given) {
        RUNNING.readLock().lock();
        try {
            copyNow(settings, given);
        } finally {
            RUNNING.readLock().unlock();
        }
    }

    private static void copyNow(SqliteSettings settings, Path given) {
        Path database = DatabaseFile.locate(settings.file());
        if (!Files.exists(database)) {
            throw new StoreException("there is no database " + database);
        }
        DatabaseFile.checkNames(database);
        Path target = DatabaseFile.locate(given);
        checkTarget(target);
        try (Connection connection = new Connections(database, settings).reader()) {
            Schema.checkOurs(connection, database);
            copy(connection, target);
        } catch (SQLException | IOException problem) {
            throw new StoreException(
                    "the database " + database + " cannot be copied to " + target + ": " + problem.getMessage(),
                    problem);
        }
    }

    private static void checkTarget(Path target) {
        if (Files.exists(target)) {
            throw new StoreException("the backup would overwrite " + target);
        }
        for (String log : LOGS) {
            Path beside = target.resolveSibling(target.getFileName() + log);
            if (Files.exists(beside)) {
                throw new StoreException("the backup would be taken for the database that left " + beside);
            }
        }
    }

    /** Copy into a file that nobody else has, which only its owner may read, and give it its name once it is whole. */
    private static void copy(Connection connection, Path target) throws SQLException, IOException {
        Path unfinished = Files.createTempFile(target.getParent(), target.getFileName() + ".", UNFINISHED);
        try (PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
            vacuum.setString(1, unfinished.toString());
            vacuum.executeUpdate();
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
