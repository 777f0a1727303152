package dev.nulltickets.tck.memory;

import java.util.Comparator;

/** Order the rows of an owner by a growing number. */
record Owned(String owner, long number) implements Comparable<Owned> {
    private static final Comparator<Owned> ORDER =
            Comparator.comparing(Owned::owner).thenComparingLong(Owned::number);

    static Owned first(String owner) {
        return new Owned(owner, Long.MIN_VALUE);
    }

    static Owned last(String owner) {
        return new Owned(owner, Long.MAX_VALUE);
    }

    @Override
    public int compareTo(Owned other) {
        return ORDER.compare(this, other);
    }
}
