package dev.nulltickets.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Prove that the log is copied into the database while others write, and what becomes of it when that fails. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckpointerTest {
    /** More than are left to the commits, and fewer than make a commit copy the log. */
    private static final int PAGES = 1000;

    private static final int PAGE_BYTES = 4096;
    private static final long LOOK_NANOS = 1_000_000;

    @TempDir
    private Path directory;

    private Path file;
    private Connections connections;
    private Connection writer;

    @BeforeEach
    void open() throws SQLException {
        file = DatabaseFile.locate(directory.resolve("log.db"));
        Schema.migrate(file);
        connections = new Connections(file, SqliteSettings.of(file));
        writer = connections.writer();
        run("create table filler (bytes blob) strict");
    }

    @AfterEach
    void close() throws SQLException {
        writer.close();
    }

    @Test
    void theLogIsCopiedWhileATransactionIsOpen() throws SQLException {
        Checkpointer checkpointer = started(connections::checkpointer);
        try {
            fill();
            assertThat(left()).isGreaterThan(PAGES);
            run("begin immediate");
            run("insert into filler values (x'00')");
            checkpointer.noteGrowth();
            awaitCopied();
            run("commit");
        } finally {
            end(checkpointer);
        }
    }

    @Test
    void aConnectionThatFailsIsReplacedWhenMoreIsWritten() throws SQLException {
        AtomicInteger opened = new AtomicInteger();
        Checkpointer checkpointer = started(() -> {
            int number = opened.incrementAndGet();
            if (number == 1) {
                throw new SQLException("there is no room for a connection");
            }
            Connection connection = connections.checkpointer();
            if (number == 2) {
                connection.close();
            }
            return connection;
        });
        try {
            fill();
            while (opened.get() < 3) {
                checkpointer.noteGrowth();
                LockSupport.parkNanos(LOOK_NANOS);
            }
            awaitCopied();
        } finally {
            end(checkpointer);
        }
    }

    @Test
    void aBackupThatIsBeingMadeKeepsTheLocksUntilItIsDone() throws SQLException, IOException, InterruptedException {
        Checkpointer checkpointer = started(connections::checkpointer);
        fill();
        checkpointer.noteGrowth();
        awaitCopied();
        for (int i = 0; i < 20; i++) {
            fill(); // So that the backup takes long enough to be met.
        }
        Path copy = directory.resolve("copy.db");
        Thread backup = Thread.ofPlatform().start(() -> Backup.copy(SqliteSettings.of(file), copy));
        while (unfinished() == 0 && !Files.exists(copy)) {
            Thread.onSpinWait();
        }
        end(checkpointer);
        assertThat(copy).exists();
        backup.join();
    }

    private Checkpointer started(Statements.Source source) {
        Checkpointer checkpointer = new Checkpointer(source, file);
        checkpointer.start();
        return checkpointer;
    }

    private static void end(Checkpointer checkpointer) {
        checkpointer.end();
        checkpointer.release();
    }

    private void fill() throws SQLException {
        run("insert into filler values (zeroblob(" + PAGES * PAGE_BYTES + "))");
    }

    private void awaitCopied() throws SQLException {
        // The transaction that is open has not reached the log.
        while (left() > 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Return how many pages of the log are not in the database. */
    private int left() throws SQLException {
        try (Connection looking = connections.checkpointer();
                Statement statement = looking.createStatement();
                ResultSet pages = statement.executeQuery("pragma wal_checkpoint(noop)")) {
            return pages.getInt("log") - pages.getInt("checkpointed");
        }
    }

    private long unfinished() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(path -> path.toString().endsWith(".part")).count();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute(sql);
        }
    }
}
