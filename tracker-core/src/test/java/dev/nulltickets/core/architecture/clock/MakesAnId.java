package dev.nulltickets.core.architecture.clock;

import java.util.UUID;

/** Break a rule, to show that it is found: make an id that nobody passed in. */
public final class MakesAnId {
    private MakesAnId() {}

    static UUID use() {
        return UUID.randomUUID();
    }
}
