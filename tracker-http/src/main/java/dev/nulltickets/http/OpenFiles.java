package dev.nulltickets.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Keep the number of connections below the number of files that the process may have open, since the server below ends
 * for good when it cannot accept a connection for want of one. Only Linux tells the limit in a way that costs no time.
 */
final class OpenFiles {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String NAME = "Max open files";

    private OpenFiles() {}

    /** Return {@code wanted}, or less if there are not that many files: half of them are left to others at most. */
    static int connections(int wanted) {
        return connections(wanted, limits());
    }

    static int connections(int wanted, List<String> limits) {
        for (String line : limits) {
            String[] columns = line.startsWith(NAME)
                    ? line.substring(NAME.length()).strip().split(" +")
                    : new String[0];
            if (columns.length > 0 && columns[0].matches("[0-9]{1,9}")) {
                int files = Integer.parseInt(columns[0]);
                return Math.max(1, Math.min(wanted, files - Math.min(files / 2, 256)));
            }
        }
        return wanted;
    }

    private static List<String> limits() {
        try {
            return Files.exists(LIMITS) ? Files.readAllLines(LIMITS) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
