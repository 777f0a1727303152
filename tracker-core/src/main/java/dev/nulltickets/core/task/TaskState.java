package dev.nulltickets.core.task;

import java.util.Locale;

/**
 * Say what a task waits for. Exactly one holds at any time, and it answers "why is this task not claimed?".
 *
 * @since 0.1.0
 */
public enum TaskState {
    /** Waits for an agent of its stage's role; only such a task can be claimed. */
    READY,
    /** Waits for its time: a retry delay that has not passed. */
    SCHEDULED,
    /** Waits for tasks that it depends on. */
    BLOCKED,
    /** Is worked on by the agent that holds its lease. */
    LEASED,
    /** Has used up its attempts and is never claimed again. */
    DEAD_LETTERED,
    /** Has reached a terminal stage by a transition, or started there. */
    DONE;

    /** Return the name that stores keep. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return the state of a {@link #code()}. */
    public static TaskState ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
