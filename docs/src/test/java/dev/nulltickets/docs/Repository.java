package dev.nulltickets.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Find the files of this repository.
 *
 * @param root where it begins
 */
record Repository(Path root) {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode");

    /** Find the repository that is being built. */
    static Repository here() {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        Path root = module.getParent();
        if (root == null || !Files.exists(root.resolve("README.md"))) {
            throw new IllegalStateException("no README.md beside the module " + module);
        }
        return new Repository(root);
    }

    /** Read a document by its path from the root. */
    Markdown document(String path) {
        return Markdown.read(root.resolve(path));
    }

    /** Read all documents. */
    List<Markdown> documents() {
        return files().stream()
                .filter(file -> file.toString().endsWith(".md"))
                .map(Markdown::read)
                .toList();
    }

    /** Return all files that are not the output of a build or a tool's own. */
    List<Path> files() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(this::isOurs)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Return a file's path from the root. */
    String name(Path file) {
        return root.relativize(file).toString();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean isOurs(Path file) {
        for (Path part : root.relativize(file)) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }
}
