package dev.nulltickets.persistence;

/** Hand out the ids of what is numbered; ids of work that was rolled back are not used again. */
record Sequences(Sequence events, Sequence gates, Sequence entries, Sequence batches) {

    /** Count behind what is stored, where nobody else writes. */
    static Sequences behind(Statements statements) {
        Session session = statements.enter();
        try {
            return new Sequences(
                    new Counter(EventTable.last(session)),
                    new Counter(GateTable.last(session)),
                    new Counter(EntryTable.last(session)),
                    new Counter(TraceTable.last(session)));
        } finally {
            statements.leave();
        }
    }

    /** Begin with nothing, on an empty database or for a connection that writes nothing. */
    static Sequences unused() {
        return new Sequences(new Counter(0), new Counter(0), new Counter(0), new Counter(0));
    }
}
