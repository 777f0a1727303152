package dev.nulltickets.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Hold the statements of a file, in which each follows its name. */
record SqlFile(String file, Map<String, String> texts) {
    private static final Pattern HEADING = Pattern.compile("(?m)^-- ");

    /** Read a file that stands beside this class. */
    static SqlFile read(String file) {
        Map<String, String> texts = new HashMap<>();
        HEADING.splitAsStream(content(file)).forEach(part -> {
            String[] lines = part.split("\n", 2);
            texts.put(lines[0], lines.length < 2 ? "" : lines[1].strip().replace('\n', ' '));
        });
        return new SqlFile(file, texts);
    }

    /** Return the statement of a name. */
    String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalStateException(file + " lacks " + name);
        }
        return text;
    }

    private static String content(String file) {
        try (InputStream in = SqlFile.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
