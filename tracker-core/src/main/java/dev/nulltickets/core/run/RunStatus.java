package dev.nulltickets.core.run;

import java.util.Locale;

/**
 * Say how a run stands.
 *
 * @since 0.1.0
 */
public enum RunStatus {
    /** Its lease is held. */
    RUNNING,
    /** It ended by a transition. */
    COMPLETED,
    /** Its agent reported a failure. */
    FAILED,
    /** Its lease ran out. */
    STALE;

    /** Return the name on the wire and in stores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return the status of a {@link #code()}. */
    public static RunStatus ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
