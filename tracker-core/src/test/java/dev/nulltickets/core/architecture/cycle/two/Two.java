package dev.nulltickets.core.architecture.cycle.two;

import dev.nulltickets.core.architecture.cycle.one.One;

/** Break a rule, to show that it is found: two parts depend on each other. */
public final class Two {
    private Two() {}

    public static int depth(int levels) {
        return levels == 0 ? 0 : One.depth(levels - 1);
    }
}
