package dev.nulltickets.app;

import static java.util.Objects.requireNonNullElse;

/** Say what a value must be, as the rest of a sentence that begins with the name of its setting. */
final class WrongValue extends Exception {
    private static final long serialVersionUID = 1L;

    WrongValue(String complaint) {
        super(complaint, null, false, false);
    }

    @Override
    public String getMessage() {
        return requireNonNullElse(super.getMessage(), "");
    }
}
