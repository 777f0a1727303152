package dev.nulltickets.core.run;

import dev.nulltickets.core.model.Rejection;
import java.util.Locale;

/**
 * Say what a gate found.
 *
 * @since 0.1.0
 */
public enum GateStatus {
    PASS,
    FAIL;

    /** Return the name on the wire and in stores. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Return the status of a {@link #code()}, or refuse a text that is none. */
    public static GateStatus ofCode(String code) {
        return switch (code) {
            case "pass" -> PASS;
            case "fail" -> FAIL;
            default -> throw new Rejection.InvalidStatus(code).asException();
        };
    }
}
