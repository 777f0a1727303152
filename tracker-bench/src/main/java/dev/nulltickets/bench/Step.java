package dev.nulltickets.bench;

import java.util.Locale;

/** Name the steps of a cycle: what an agent asks of the tracker for one task from its creation to its end. */
enum Step {
    CREATE(201),
    CLAIM(200),
    EVENT(201),
    TRANSITION(200);

    private final int status;

    Step(int status) {
        this.status = status;
    }

    /** Return the only status that counts as done. */
    int status() {
        return status;
    }

    /** Return the step that the same agent takes after this one; the last is followed by the first of a new cycle. */
    Step next() {
        return switch (this) {
            case CREATE -> CLAIM;
            case CLAIM -> EVENT;
            case EVENT -> TRANSITION;
            case TRANSITION -> CREATE;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
