package dev.nulltickets.core.architecture.clock;

import java.time.Clock;

/** Break a rule, to show that it is found: take a clock that nobody passed in. */
public final class ReadsAClock {
    private ReadsAClock() {}

    static Clock use() {
        return Clock.systemUTC();
    }
}
