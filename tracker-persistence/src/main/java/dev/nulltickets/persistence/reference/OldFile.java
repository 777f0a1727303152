package dev.nulltickets.persistence.reference;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Find the file that an old database can be read from without a change to it, or to anything beside it.
 *
 * <p>That is the file itself, opened to read only, where it has no log: SQLite then only locks it. To read a database
 * with a log, SQLite makes and changes files beside it, so such a one is copied, log included, and the copy is read.
 *
 * @param readable what to open
 * @param copied the directory of the copy, or null if there is none
 */
record OldFile(Path readable, @Nullable Path copied) implements AutoCloseable {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(US_ASCII);

    /** Where the head of a database says by which kind of journal it is written and read, and what says "by a log". */
    private static final List<Integer> VERSIONS = List.of(18, 19);

    private static final int WITH_LOG = 2;
    private static final int HEAD = 20;

    /** What may stand beside a database and belong to it. */
    private static final List<String> LOGS = List.of("", "-wal", "-journal");

    private record State(long size, FileTime changed) {}

    /** Copy a file. */
    @FunctionalInterface
    interface Copier {
        void copy(Path from, Path to) throws IOException;
    }

    /**
     * Find what to open.
     *
     * @throws ImportRefusedException if there is no such file, it is no database, or somebody writes to it
     */
    static OldFile of(Path file) {
        return of(file, Files::copy);
    }

    static OldFile of(Path file, Copier copier) {
        if (!Files.isRegularFile(file)) {
            throw new ImportRefusedException(
                    Files.exists(file) ? "the old database is no file: " + file : "there is no file " + file);
        }
        try {
            Path real = file.toRealPath();
            if (real.toString().indexOf('?') >= 0) {
                // The driver takes what follows for settings.
                throw new ImportRefusedException("the path of the old database must not contain a '?': " + real);
            }
            byte[] head = head(real);
            if (head.length < HEAD || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw new ImportRefusedException("not a SQLite database: " + real);
            }
            return hasLog(real, head) ? copy(real, copier) : new OldFile(real, null);
        } catch (IOException problem) {
            throw new ImportRefusedException("the old database cannot be read: " + problem, problem);
        }
    }

    /** Delete the copy. */
    @Override
    public void close() {
        if (copied != null) {
            delete(copied);
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(HEAD);
        }
    }

    private static boolean hasLog(Path file, byte[] head) {
        return VERSIONS.stream().anyMatch(at -> head[at] == WITH_LOG)
                || LOGS.stream().skip(1).anyMatch(log -> Files.exists(beside(file, log)));
    }

    private static OldFile copy(Path file, Copier copier) throws IOException {
        Path directory = Files.createTempDirectory("nulltickets-import");
        try {
            Path target = directory.resolve("old.db");
            List<State> before = states(file);
            for (String log : LOGS) {
                if (Files.exists(beside(file, log))) {
                    copier.copy(beside(file, log), beside(target, log));
                }
            }
            if (!states(file).equals(before)) {
                throw new ImportRefusedException("the old database is being written, stop its server first: " + file);
            }
            return new OldFile(target, directory);
        } catch (Throwable problem) { // Whatever stopped it, the copy must not stay.
            delete(directory);
            throw problem;
        }
    }

    private static List<State> states(Path file) throws IOException {
        State[] states = new State[LOGS.size()];
        for (int i = 0; i < states.length; i++) {
            Path one = beside(file, LOGS.get(i));
            if (Files.exists(one)) {
                BasicFileAttributes attributes = Files.readAttributes(one, BasicFileAttributes.class);
                states[i] = new State(attributes.size(), attributes.lastModifiedTime());
            } else {
                states[i] = new State(-1, FileTime.fromMillis(0));
            }
        }
        return List.of(states);
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(OldFile::deleteOne);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
