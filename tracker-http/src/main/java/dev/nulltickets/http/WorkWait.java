package dev.nulltickets.http;

import dev.nulltickets.core.model.Checks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Say how long a claim waits for work.
 *
 * @param applied what the answer says of the preference that was followed; null if there was none
 */
record WorkWait(Duration longest, @Nullable String applied) {
    /** The longest wait. Proxies and address translators forget a connection that is silent for much longer. */
    static final Duration MOST = Duration.ofMinutes(5);

    /** Read the field of the body, which goes first, and the preferences. Return null if neither asks for a wait. */
    static @Nullable WorkWait of(@Nullable Long millis, List<String> preferences) {
        if (millis != null) {
            int within = Checks.within("wait_ms", millis, 0, (int) MOST.toMillis());
            return new WorkWait(Duration.ofMillis(within), null);
        }
        return preferences.isEmpty() ? null : preferred(String.join(",", preferences));
    }

    /** Follow the first preference for a wait, if it can be understood (RFC 7240, sections 2 and 4.3). */
    private static @Nullable WorkWait preferred(String preferences) {
        for (String preference : parts(preferences, ',')) {
            String[] named = parts(preference, ';').getFirst().split("=", 2);
            if (named[0].strip().equalsIgnoreCase("wait")) {
                String value = named.length < 2 ? "" : named[1].strip().replaceFirst("^\"(.*)\"$", "$1");
                return value.matches("[0-9]{1,18}") ? ofSeconds(Long.parseLong(value)) : null;
            }
        }
        return null;
    }

    /** Split a text, but not inside of quotes. */
    private static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static WorkWait ofSeconds(long seconds) {
        long within = Math.min(seconds, MOST.toSeconds());
        return new WorkWait(Duration.ofSeconds(within), "wait=" + within);
    }

    Reply applied(Reply reply) {
        return applied == null ? reply : reply.withHeader("Preference-Applied", applied);
    }
}
