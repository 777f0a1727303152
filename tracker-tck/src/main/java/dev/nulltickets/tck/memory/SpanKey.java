package dev.nulltickets.tck.memory;

import java.util.Comparator;

/**
 * Order the spans of an owner by start.
 *
 * @param number how many spans were added before
 */
record SpanKey(String owner, long start, long number) implements Comparable<SpanKey> {
    private static final Comparator<SpanKey> ORDER = Comparator.comparing(SpanKey::owner)
            .thenComparingLong(SpanKey::start)
            .thenComparingLong(SpanKey::number);

    static SpanKey first(String owner) {
        return new SpanKey(owner, Long.MIN_VALUE, 0);
    }

    @Override
    public int compareTo(SpanKey other) {
        return ORDER.compare(this, other);
    }
}
