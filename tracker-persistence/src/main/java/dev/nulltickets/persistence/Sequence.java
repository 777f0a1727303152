package dev.nulltickets.persistence;

import dev.nulltickets.core.model.RunId;

/** Hand out the ids of one kind of rows. */
interface Sequence {
    /** Return the next id, above all before. */
    long next();

    /**
     * Return the next id of a row of a run, above all of that run that were committed or ever will be before this
     * one.
     */
    long next(RunId run);

    /** Say whether an id is surely above all that were handed out or passed, also by work that was rolled back. */
    boolean isBelow(long id);

    /** Go on behind an id that came from elsewhere. */
    void pass(long id);
}
