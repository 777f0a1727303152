package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nulltickets.core.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Find a database file, and refuse what is none before SQLite touches it. */
final class DatabaseFile {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(US_ASCII);

    private DatabaseFile() {}

    /** Return the one path of a file, whatever links lead to it. The file itself need not be there. */
    static Path locate(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path directory = absolute.getParent();
        Path name = absolute.getFileName();
        if (directory == null || name == null || Files.isDirectory(absolute)) {
            throw new StoreException("the database must be a file, but is a directory: " + absolute);
        }
        if (!Files.isDirectory(directory)) {
            throw new StoreException("there is no directory for the database " + absolute);
        }
        try {
            return Files.exists(absolute)
                    ? absolute.toRealPath()
                    : directory.toRealPath().resolve(name);
        } catch (IOException problem) {
            throw new StoreException("the database cannot be reached: " + absolute, problem);
        }
    }

    /** Refuse a file that SQLite cannot read and write. */
    static void check(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isWritable(file)) {
            throw new StoreException("the database cannot be written: " + file);
        }
        byte[] head = head(file);
        if (head.length > 0 && !Arrays.equals(head, MAGIC)) {
            throw new StoreException("not a SQLite database: " + file);
        }
    }

    private static byte[] head(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(MAGIC.length);
        } catch (IOException problem) {
            throw new StoreException("the database cannot be read: " + file, problem);
        }
    }
}
