package dev.nulltickets.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Copy SQLite's log into the database beside the thread that writes, and flush it there, a little at a time. Left to
 * SQLite alone, whoever commits does that for all of the log, and everybody waits for the disk meanwhile.
 *
 * <p>The log can only begin anew where all of it is copied and flushed while nobody writes, so that stays with the
 * commits, once the log is {@link Connections#LARGEST_LOG_PAGES} long; but little is left to do then. Nothing else
 * depends on this: what fails here is tried again when more is written.
 */
final class Checkpointer implements Runnable {
    /** Small enough that a commit which meets it at the disk does not wait for long. */
    private static final int FEWEST_PAGES = 256;

    /** Between two looks at the log, which may grow a thousand times a second. */
    private static final long PAUSE_NANOS = 5_000_000;

    private final Statements.Source source;
    private final Path file;
    private final Thread thread;
    private volatile boolean grown;
    private volatile boolean ended;
    private @Nullable Connection connection;
    private @Nullable FileChannel database;

    /** Copy the log of a database over a connection that may write. */
    Checkpointer(Statements.Source source, Path file) {
        this.source = source;
        this.file = file;
        this.thread = Threads.daemon("nulltickets-checkpoints", this);
    }

    void start() {
        thread.start();
    }

    /** Take note that the log has grown. Takes no time: called by the thread that writes. */
    void noteGrowth() {
        if (!grown) {
            grown = true;
            LockSupport.unpark(thread);
        }
    }

    /** Do no more, and wait until all is still and the connection is closed. */
    void end() {
        ended = true;
        LockSupport.unpark(thread);
        Threads.join(thread);
    }

    /**
     * Give up the file, after {@link #end} and when no other connection of the store is open: this drops all locks that
     * SQLite holds on it for this process. Backups that the process is making end first.
     */
    void release() {
        if (database != null) {
            Backup.afterAll(this::closeDatabase);
        }
    }

    @Override
    public void run() {
        while (awaitGrowth()) {
            try {
                copy();
            } catch (SQLException | IOException | RuntimeException problem) {
                closeConnection();
            }
        }
        closeConnection();
    }

    /** Wait until the log has grown, and a little longer. Return false at the end. */
    private boolean awaitGrowth() {
        while (!grown && !ended) {
            LockSupport.park(this);
        }
        if (!ended) {
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
        grown = false;
        return !ended;
    }

    private void copy() throws SQLException, IOException {
        if (connection == null) {
            connection = source.open();
        }
        try (Statement statement = connection.createStatement()) {
            int before = left(statement, "noop");
            if (before >= FEWEST_PAGES && left(statement, "passive") < before) {
                flush();
            }
        }
    }

    /** Do what a mode means, and return how many pages of the log are not copied then. */
    private static int left(Statement statement, String mode) throws SQLException {
        try (ResultSet pages = statement.executeQuery("pragma wal_checkpoint(" + mode + ")")) {
            return pages.getInt("log") - pages.getInt("checkpointed");
        }
    }

    private void flush() throws IOException {
        if (database == null) {
            database = FileChannel.open(file, StandardOpenOption.WRITE);
        }
        database.force(false);
    }

    private void closeConnection() {
        close(connection);
        connection = null;
    }

    private void closeDatabase() {
        close(database);
        database = null;
    }

    private static void close(@Nullable AutoCloseable resource) {
        try (resource) {
            // Only closed.
        } catch (Exception nothingLost) { // Both kinds of failure: what is committed is in the log.
            return;
        }
    }
}
