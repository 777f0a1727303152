package dev.nulltickets.persistence;

/**
 * Hand out the ids of events and gate results. The one writer counts them itself, so that an insertion need not ask for
 * the id it was given; ids of work that was rolled back are not used again. Used by the writer's thread only.
 */
final class Sequences {
    private long event;
    private long gate;

    private Sequences(long event, long gate) {
        this.event = event;
        this.gate = gate;
    }

    /** Go on behind what is stored. */
    static Sequences behind(Statements statements) {
        Session session = statements.enter();
        try {
            return new Sequences(EventTable.last(session), GateTable.last(session));
        } finally {
            statements.leave();
        }
    }

    /** Serve a connection that writes nothing. */
    static Sequences unused() {
        return new Sequences(0, 0);
    }

    long nextEvent() {
        return ++event;
    }

    long nextGate() {
        return ++gate;
    }
}
