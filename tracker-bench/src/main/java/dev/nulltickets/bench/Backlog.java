package dev.nulltickets.bench;

import java.util.Locale;

/** Name what a million tasks may wait for. */
enum Backlog {
    NONE,
    /** Ready, of the role that is claimed, but less urgent than what is claimed. */
    READY,
    /** More urgent, but they wait for a task that is not done. */
    BLOCKED,
    /** More urgent, but their retry delay is not over. */
    SCHEDULED,
    /** More urgent, but assigned to another agent. */
    ASSIGNED,
    /** Claimed by other agents, with live leases. */
    LEASED,
    DEAD_LETTERED,
    DONE,
    /** More urgent and ready, but in a stage that {@code per_state} has closed. */
    CLOSED;

    /** Return how agents must ask so that the backlog is what it says. */
    Shape shape() {
        return this == CLOSED ? new Shape(1, 1, true) : Shape.PLAIN;
    }

    /** Return the state of the tasks that wait. */
    String state() {
        return switch (this) {
            case NONE, READY, ASSIGNED, CLOSED -> "ready";
            case BLOCKED -> "blocked";
            case SCHEDULED -> "scheduled";
            case LEASED -> "leased";
            case DEAD_LETTERED -> "dead_lettered";
            case DONE -> "done";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
