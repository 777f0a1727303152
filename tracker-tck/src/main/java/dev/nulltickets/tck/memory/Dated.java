package dev.nulltickets.tck.memory;

import java.time.Instant;
import java.util.Comparator;

/** Order rows by a time, then by id. */
record Dated(Instant at, String id) implements Comparable<Dated> {
    private static final Comparator<Dated> ORDER =
            Comparator.comparing(Dated::at).thenComparing(Dated::id);

    /** Make the place behind everything of {@code at} and before. */
    static Dated behind(Instant at) {
        return new Dated(at.plusNanos(1), "");
    }

    @Override
    public int compareTo(Dated other) {
        return ORDER.compare(this, other);
    }
}
