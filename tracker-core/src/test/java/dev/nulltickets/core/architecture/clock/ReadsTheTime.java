package dev.nulltickets.core.architecture.clock;

import java.time.Instant;

/** Break a rule, to show that it is found: ask the machine for the time. */
public final class ReadsTheTime {
    private ReadsTheTime() {}

    static Instant use() {
        return Instant.now();
    }
}
