package dev.nulltickets.bench;

import dev.nulltickets.persistence.SqliteSettings.Synchronous;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Measure how often in a second something can be put on the disk for good. */
final class Disk {
    /** What SQLite appends to its log for one page. */
    private static final int FRAME = 4096 + 24;

    private Disk() {}

    /** Return how many appends in a second are flushed one by one. */
    static double flushes(Path file, Duration time) {
        ByteBuffer frame = ByteBuffer.allocateDirect(FRAME);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return Disk.<IOException>perSecond(time, () -> {
                channel.write(frame.rewind());
                channel.force(false);
            });
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Return how many rows in a second SQLite commits one by one. */
    static double commits(Path file, Synchronous synchronous, Duration time) {
        try (Connection connection = BareJdbc.connect(file, synchronous);
                Statement statement = connection.createStatement()) {
            statement.execute("create table numbers (number integer primary key, text text not null)");
            try (PreparedStatement insert = connection.prepareStatement("insert into numbers (text) values (?)")) {
                insert.setString(1, Shape.TITLE);
                return Disk.<SQLException>perSecond(time, insert::executeUpdate);
            }
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Something that is done again and again, and may fail in its own way. */
    @FunctionalInterface
    private interface Action<E extends Exception> {
        void run() throws E;
    }

    private static <E extends Exception> double perSecond(Duration time, Action<E> action) throws E {
        long begun = System.nanoTime();
        long times = 0;
        long passed;
        do {
            action.run();
            times++;
            passed = System.nanoTime() - begun;
        } while (passed < time.toNanos());
        return times / (passed / 1e9);
    }
}
