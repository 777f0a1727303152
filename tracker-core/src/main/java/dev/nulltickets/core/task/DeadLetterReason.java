package dev.nulltickets.core.task;

/**
 * Say which limit of the retry policy a dead-lettered task has reached. A reason that was imported may be any text, so
 * tasks keep it as text.
 *
 * @since 0.1.0
 */
public enum DeadLetterReason {
    MAX_ATTEMPTS_EXCEEDED("max_attempts_exceeded"),
    MAX_EXPIRATIONS_EXCEEDED("max_expirations_exceeded");

    private final String code;

    DeadLetterReason(String code) {
        this.code = code;
    }

    /** Return the name on the wire and in stores. */
    public String code() {
        return code;
    }
}
