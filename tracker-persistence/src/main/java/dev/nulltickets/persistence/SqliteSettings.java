package dev.nulltickets.persistence;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Say where a SQLite database is and how it is used.
 *
 * @param file the database; made if it is not there, in a directory that is
 * @param synchronous when a commit counts as done
 * @param readers how many threads of the store read, beside one caller, at least 1
 * @param queueCapacity how many writes, and how many reads, may wait, at least 1
 * @param clock the time of transactions
 * @since 0.1.0
 */
public record SqliteSettings(Path file, Synchronous synchronous, int readers, int queueCapacity, InstantSource clock) {

    /** When a commit counts as done. */
    public enum Synchronous {
        /** When it is on the disk: it outlives a power failure. */
        FULL,
        /**
         * When the operating system has it: it outlives this process, but the last ones perhaps not a power failure.
         */
        NORMAL
    }

    public SqliteSettings {
        requireNonNull(file, "file");
        requireNonNull(synchronous, "synchronous");
        requireNonNull(clock, "clock");
        atLeastOne("readers", readers);
        atLeastOne("queueCapacity", queueCapacity);
    }

    /** Use a file durably, by the system's clock, with 2 readers and room for 4096 waiting writes. */
    public static SqliteSettings of(Path file) {
        return new SqliteSettings(file, Synchronous.FULL, 2, 4096, InstantSource.system());
    }

    /** Return the same settings with another durability. */
    public SqliteSettings withSynchronous(Synchronous value) {
        return new SqliteSettings(file, value, readers, queueCapacity, clock);
    }

    /** Return the same settings with another number of readers. */
    public SqliteSettings withReaders(int value) {
        return new SqliteSettings(file, synchronous, value, queueCapacity, clock);
    }

    /** Return the same settings with room for another number of waiting writes. */
    public SqliteSettings withQueueCapacity(int value) {
        return new SqliteSettings(file, synchronous, readers, value, clock);
    }

    /** Return the same settings with another clock. */
    public SqliteSettings withClock(InstantSource value) {
        return new SqliteSettings(file, synchronous, readers, queueCapacity, value);
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        }
    }
}
