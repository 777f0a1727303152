package dev.nulltickets.tck.memory;

import java.util.Arrays;
import java.util.Comparator;

/** Order entries by namespace, then by key, both by their code points. */
record Place(String namespace, String key) implements Comparable<Place> {
    private static final Comparator<String> BY_CODE_POINT = (one, other) ->
            Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::namespace, BY_CODE_POINT).thenComparing(Place::key, BY_CODE_POINT);

    /** Make the place before all entries of a namespace. */
    static Place first(String namespace) {
        return new Place(namespace, "");
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
