package dev.nulltickets.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Name the statements of a cycle. Their texts stand in one file, {@code cycle.sql}. */
enum BareSql {
    BEGIN,
    COMMIT,
    INSERT_TASK,
    OVERDUE_LEASES,
    DUE_TASKS,
    BEST_TASK,
    LEASE_TASK,
    INSERT_RUN,
    GRANT_LEASE,
    LEASE_OF_RUN,
    INSERT_EVENT,
    FIND_TASK,
    FINISH_RUN,
    END_LEASE,
    MOVE_TASK,
    DEPENDANTS,
    ADD_TO_FIGURE;

    private static final Pattern HEADING = Pattern.compile("(?m)^-- ");
    private static final Map<String, String> TEXTS = texts();

    String text() {
        String text = TEXTS.get(name());
        if (text == null) {
            throw new IllegalStateException("cycle.sql lacks " + this);
        }
        return text;
    }

    private static Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        HEADING.splitAsStream(file()).forEach(part -> {
            String[] lines = part.split("\n", 2);
            texts.put(lines[0], lines.length < 2 ? "" : lines[1].strip().replace('\n', ' '));
        });
        return texts;
    }

    private static String file() {
        try (InputStream in = BareSql.class.getResourceAsStream("cycle.sql")) {
            if (in == null) {
                throw new IllegalStateException("cycle.sql is not beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
