package dev.nulltickets.tck.memory;

import java.util.Comparator;

/** Order links by the one end, then by the other. */
record Pair(String from, String to) implements Comparable<Pair> {
    private static final Comparator<Pair> ORDER =
            Comparator.comparing(Pair::from).thenComparing(Pair::to);

    /** Make the place before all links from one end. */
    static Pair first(String from) {
        return new Pair(from, "");
    }

    @Override
    public int compareTo(Pair other) {
        return ORDER.compare(this, other);
    }
}
