package dev.nulltickets.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nulltickets.core.model.AgentId;
import dev.nulltickets.core.model.AgentRole;
import dev.nulltickets.core.model.PipelineId;
import dev.nulltickets.core.spi.TaskStore.StageKey;
import dev.nulltickets.core.spi.WorkSignal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Write and read what servers tell each other: who says it, then signals, with spaces between. Signals of one kind
 * are one, with the sum of their numbers.
 *
 * @param tracker tells this tracker from others in the same database
 * @param self tells this server from others of the same tracker
 */
record PostgresChannel(String tracker, String self) {
    /** PostgreSQL takes less than 8000 bytes. */
    private static final int LONGEST = 7900;

    private static final String READY = "r";
    private static final String FREED = "f";

    /** Return the name of the channel. */
    String name() {
        return "nulltickets_" + Hashes.hex(tracker).substring(0, 16);
    }

    /** Write messages: one, unless there is very much to say. */
    List<String> messages(Collection<WorkSignal> signals) {
        Map<String, Integer> words = new LinkedHashMap<>();
        signals.forEach(signal -> words.merge(word(signal), signal.count(), Integer::sum));
        List<String> messages = new ArrayList<>();
        StringBuilder message = new StringBuilder(self);
        words.forEach((word, count) -> {
            String counted = " " + word + count;
            if (message.length() + counted.length() > LONGEST) {
                messages.add(message.toString());
                message.setLength(self.length());
            }
            message.append(counted);
        });
        messages.add(message.toString());
        return messages;
    }

    /** Read a message of another server; one of this server holds nothing new. */
    List<WorkSignal> signals(String message) {
        String[] words = message.split(" ", -1);
        List<WorkSignal> signals = new ArrayList<>();
        if (!words[0].equals(self)) {
            for (int i = 1; i < words.length; i++) {
                signals.add(signal(words[i]));
            }
        }
        return signals;
    }

    private static String word(WorkSignal signal) {
        return switch (signal) {
            case WorkSignal.Ready ready -> {
                AgentId assignee = ready.assignee();
                yield join(READY, ready.role().value(), assignee == null ? "" : assignee.value());
            }
            case WorkSignal.Freed freed ->
                join(
                        FREED,
                        freed.role().value(),
                        freed.stage().pipelineId().value(),
                        freed.stage().stage());
        };
    }

    private static WorkSignal signal(String word) {
        String[] parts = word.split(",", -1);
        AgentRole role = new AgentRole(decoded(parts[1]));
        int count = Integer.parseInt(parts[parts.length - 1]);
        if (parts[0].equals(READY)) {
            String assignee = decoded(parts[2]);
            return new WorkSignal.Ready(role, assignee.isEmpty() ? null : new AgentId(assignee), count);
        }
        return new WorkSignal.Freed(role, new StageKey(new PipelineId(decoded(parts[2])), decoded(parts[3])), count);
    }

    /** Join parts, none of which holds a comma or a space then, with one more comma at the end. */
    private static String join(String kind, String... parts) {
        StringBuilder joined = new StringBuilder(kind).append(',');
        for (String part : parts) {
            joined.append(URLEncoder.encode(part, UTF_8)).append(',');
        }
        return joined.toString();
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, UTF_8);
    }
}
