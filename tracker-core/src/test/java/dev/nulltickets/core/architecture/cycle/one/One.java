package dev.nulltickets.core.architecture.cycle.one;

import dev.nulltickets.core.architecture.cycle.Top;
import dev.nulltickets.core.architecture.cycle.two.Two;

/** Break a rule, to show that it is found: two parts depend on each other, and one on the root. */
public final class One {
    private One() {}

    public static int depth(int levels) {
        return Math.max(Two.depth(levels), Top.depth(levels));
    }
}
