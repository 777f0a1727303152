package dev.nulltickets.core.architecture.foreign;

import java.nio.file.Files;
import java.nio.file.Path;

/** Break a rule, to show that it is found: reach for the file system. */
public final class OpensFiles {
    private OpensFiles() {}

    static boolean use(String name) {
        return Files.exists(Path.of(name));
    }
}
