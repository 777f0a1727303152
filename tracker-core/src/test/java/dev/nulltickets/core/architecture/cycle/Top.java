package dev.nulltickets.core.architecture.cycle;

import dev.nulltickets.core.architecture.cycle.one.One;

/** Break a rule, to show that it is found: the root depends on a part that depends on the root. */
public final class Top {
    private Top() {}

    public static int depth(int levels) {
        return levels == 0 ? 0 : One.depth(levels - 1);
    }
}
