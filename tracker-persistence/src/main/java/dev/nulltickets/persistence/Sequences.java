package dev.nulltickets.persistence;

/**
 * Hand out the ids of what is numbered. The one writer counts them itself, so that an insertion need not ask for the id
 * it was given; ids of work that was rolled back are not used again. Used by the writer's thread only.
 */
record Sequences(Sequence events, Sequence gates, Sequence entries, Sequence batches) {

    /** Go on behind what is stored. */
    static Sequences behind(Statements statements) {
        Session session = statements.enter();
        try {
            return new Sequences(
                    new Sequence(EventTable.last(session)),
                    new Sequence(GateTable.last(session)),
                    new Sequence(EntryTable.last(session)),
                    new Sequence(TraceTable.last(session)));
        } finally {
            statements.leave();
        }
    }

    /** Begin with nothing, on an empty database or for a connection that writes nothing. */
    static Sequences unused() {
        return new Sequences(new Sequence(0), new Sequence(0), new Sequence(0), new Sequence(0));
    }

    /** Count one kind of rows. */
    static final class Sequence {
        private long last;

        private Sequence(long last) {
            this.last = last;
        }

        /** Return the next id, above all before. */
        long next() {
            last = Math.incrementExact(last);
            return last;
        }

        /** Say whether an id is above all that were handed out or passed, also by work that was rolled back. */
        boolean isBelow(long id) {
            return last < id;
        }

        /** Go on behind an id that came from elsewhere. */
        void pass(long id) {
            last = Math.max(last, id);
        }
    }
}
