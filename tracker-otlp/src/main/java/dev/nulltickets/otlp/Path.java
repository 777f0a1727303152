package dev.nulltickets.otlp;

import org.jspecify.annotations.Nullable;

/**
 * Name the place of a value in a request. The text is made only when it is asked for: a request has a million places,
 * and at most one is ever named.
 */
final class Path {
    /** The place of the outermost value. */
    static final Path ROOT = new Path(null, "", -1);

    private final @Nullable Path parent;
    private final String name;
    private final int index;

    private Path(@Nullable Path parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** Return the place of a field of the object at this place. */
    Path field(String field) {
        return new Path(this, field, -1);
    }

    /** Return the place of an element of an array that is a field of the object at this place. */
    Path element(String field, int at) {
        return new Path(this, field, at);
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "the body";
        }
        String step = index < 0 ? name : name + "[" + index + "]";
        return parent == ROOT ? step : parent + "." + step;
    }
}
