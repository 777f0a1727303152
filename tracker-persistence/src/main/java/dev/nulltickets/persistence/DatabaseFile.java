package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nulltickets.core.spi.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Find a database file, and refuse what is none before SQLite touches it. */
final class DatabaseFile {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(US_ASCII);
    private static final int MOST_LINKS = 40;

    private DatabaseFile() {}

    /** Return the one path of a file, whatever links lead to it. The file itself need not be there. */
    static Path locate(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            throw new StoreException("the database must be a file, but is a directory: " + absolute);
        }
        try {
            Path real = real(absolute);
            if (real.toString().indexOf('?') >= 0) {
                // The driver takes what follows for settings.
                throw new StoreException("the path of the database must not contain a '?': " + real);
            }
            return real;
        } catch (IOException problem) {
            throw new StoreException("the database cannot be reached: " + absolute, problem);
        }
    }

    private static Path real(Path absolute) throws IOException {
        Path end = absolute;
        // A link may lead to a file that is yet to be made, whose real path the system cannot tell.
        for (int links = 0; Files.isSymbolicLink(end); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(absolute.toString());
            }
            end = end.resolveSibling(Files.readSymbolicLink(end));
        }
        Path directory = end.getParent();
        Path name = end.getFileName();
        if (directory == null || name == null || !Files.isDirectory(directory)) {
            throw new StoreException("there is no directory for the database " + end);
        }
        return Files.exists(end) ? end.toRealPath() : directory.toRealPath().resolve(name);
    }

    /**
     * Refuse a file that SQLite cannot read and write. No store of this process may have it open: closing a file drops
     * the locks that SQLite holds on it.
     */
    static void check(Path file) {
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isWritable(file)) {
            throw new StoreException("the database cannot be written: " + file);
        }
        checkNames(file);
        byte[] head = head(file);
        if (head.length > 0 && !Arrays.equals(head, MAGIC)) {
            throw new StoreException("not a SQLite database: " + file);
        }
    }

    /** Refuse a file that has other names: under each, SQLite keeps another log. */
    static void checkNames(Path file) {
        if (names(file) > 1) {
            throw new StoreException(
                    "the database has more than one name (hard links), by which two trackers could use it: " + file);
        }
    }

    private static int names(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return 1;
        }
        try {
            return (int) Files.getAttribute(file, "unix:nlink");
        } catch (IOException problem) {
            throw new StoreException("the database cannot be read: " + file, problem);
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
