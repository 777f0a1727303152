package dev.nulltickets.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Hold a directory for the files of one run, and remove it with them. */
record Scratch(Path directory) implements AutoCloseable {
    static Scratch in(Path parent) {
        try {
            Files.createDirectories(parent);
            return new Scratch(Files.createTempDirectory(parent, "run-"));
        } catch (IOException problem) {
            throw new UncheckedIOException("there is no room for a run in " + parent, problem);
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("a run's files are left in " + directory, problem);
        }
    }
}
