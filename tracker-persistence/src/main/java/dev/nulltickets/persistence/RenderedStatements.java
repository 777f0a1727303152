package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Find the statements that the build has rendered: with them, a program that is packaged never loads jOOQ, which would
 * take longer than the rest of its start.
 *
 * <p>The file holds, for each statement, a line with two dashes and its name, then its text. It is only trusted in a
 * jar, together with which the build has made it: among loose classes, of which one may be newer, it may be of the
 * past.
 */
final class RenderedStatements {
    private static final Map<Dialect, Map<String, String>> TEXTS = new ConcurrentHashMap<>();

    private RenderedStatements() {}

    /** Return the text of a statement, or null if it was not rendered. */
    static @Nullable String text(String name, Dialect dialect) {
        return TEXTS.computeIfAbsent(dialect, RenderedStatements::packaged).get(name);
    }

    /** Read a file. */
    static Map<String, String> read(String file) {
        Map<String, String> texts = new HashMap<>();
        for (String statement : file.split("(?m)^-- ", -1)) {
            int end = statement.indexOf('\n');
            if (end > 0) {
                texts.put(
                        statement.substring(0, end),
                        statement.substring(end + 1).stripTrailing());
            }
        }
        return texts;
    }

    private static Map<String, String> packaged(Dialect dialect) {
        URL file = RenderedStatements.class.getResource(dialect.label() + ".sql");
        if (file == null || !file.getProtocol().equals("jar")) {
            return Map.of();
        }
        try (InputStream in = file.openStream()) {
            return read(new String(in.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
