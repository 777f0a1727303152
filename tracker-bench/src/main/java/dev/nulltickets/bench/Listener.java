package dev.nulltickets.bench;

/** Hear what became of a request, on the one thread that runs all connections. */
interface Listener {
    void answered(Connection connection, Answer answer);

    /** The connection broke before the answer was there; it has been made anew. */
    void broken(Connection connection, String why);
}
