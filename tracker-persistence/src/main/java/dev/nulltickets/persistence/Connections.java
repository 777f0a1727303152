package dev.nulltickets.persistence;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/**
 * Open connections to one database. Transactions are begun by statements, never by switching off auto-commit, which
 * would take the write lock at once.
 */
record Connections(Path file, SqliteSettings settings) {
    private static final int WRITER_CACHE_KIB = 16 * 1024;
    private static final int READER_CACHE_KIB = 4 * 1024;
    private static final long LARGEST_IDLE_LOG = 64L * 1024 * 1024;
    private static final int PATIENCE_MILLIS = 5000;

    /** How long the log may become, in pages, before a commit copies what is left of it into the database. */
    static final int LARGEST_LOG_PAGES = 4000;

    /** Open the connection that writes. */
    Connection writer() throws SQLException {
        SQLiteConfig config = common(WRITER_CACHE_KIB);
        config.setJournalMode(JournalMode.WAL);
        config.enforceForeignKeys(true);
        config.setSynchronous(
                switch (settings.synchronous()) {
                    case FULL -> SynchronousMode.FULL;
                    case NORMAL -> SynchronousMode.NORMAL;
                });
        config.setPragma(Pragma.WAL_AUTOCHECKPOINT, Integer.toString(LARGEST_LOG_PAGES));
        config.setPragma(Pragma.JOURNAL_SIZE_LIMIT, Long.toString(LARGEST_IDLE_LOG));
        Connection connection = open(config);
        try (Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("pragma journal_mode")) {
            if (!mode.getString(1).equals("wal")) {
                throw new SQLException("it cannot keep a write-ahead log here, only: " + mode.getString(1));
            }
            return connection;
        } catch (Throwable problem) { // Whatever stopped it, the connection must not stay open.
            connection.close();
            throw problem;
        }
    }

    /** Open a connection that copies the log into the database. */
    Connection checkpointer() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        return config.createConnection(url(file));
    }

    /** Open a connection that reads, and refuses to write. */
    Connection reader() throws SQLException {
        SQLiteConfig config = common(READER_CACHE_KIB);
        config.setReadOnly(true);
        return open(config);
    }

    /** Return what the driver calls a file. */
    static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }

    private Connection open(SQLiteConfig config) throws SQLException {
        Connection connection = config.createConnection(url(file));
        // Else the driver tries to begin a transaction after each statement, to see whether one is open.
        connection.unwrap(SQLiteConnection.class).getConnectionConfig().setAutoCommit(false);
        return connection;
    }

    private static SQLiteConfig common(int cacheKib) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setCacheSize(-cacheKib);
        // What undoes a part of a transaction is a temporary file otherwise.
        config.setTempStore(TempStore.MEMORY);
        // The driver would ask for the last rowid after every insertion.
        config.setGetGeneratedKeys(false);
        // One thread at a time uses a connection.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        return config;
    }
}
