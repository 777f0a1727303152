package dev.nulltickets.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tell how much memory a process and how much disk its database takes, in MiB. */
final class Footprint {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final double KIB_IN_MIB = 1024;

    private Footprint() {}

    /** Return the memory that a process has in use, or NaN on a system that does not tell. */
    static double memory(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return Double.NaN;
        }
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(status));
            return resident.find() ? Long.parseLong(resident.group(1)) / KIB_IN_MIB : Double.NaN;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Return the size of a database's write-ahead log. */
    static double log(Path database) {
        return size(Path.of(database + "-wal"));
    }

    /** Return the size of a file; 0 if it is not there. */
    static double size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) / KIB_IN_MIB / KIB_IN_MIB : 0;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
