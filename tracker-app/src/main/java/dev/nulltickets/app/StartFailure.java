package dev.nulltickets.app;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** Say in one line why the program cannot do what it was asked to, for a reason that its user can mend. */
final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return requireNonNullElse(super.getMessage(), "");
    }
}
