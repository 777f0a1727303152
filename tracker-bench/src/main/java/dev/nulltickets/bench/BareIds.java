package dev.nulltickets.bench;

import java.util.Locale;

/** Count ids that look and grow like those of the tracker, but cost nothing. Used by one thread. */
final class BareIds {
    private final String prefix = String.format(Locale.ROOT, "%012x", System.currentTimeMillis());
    private long last;

    String next() {
        String number = Long.toHexString(++last);
        return prefix.substring(0, 8) + "-" + prefix.substring(8) + "-7000-8000-" + "0".repeat(12 - number.length())
                + number;
    }

    long number() {
        return ++last;
    }
}
