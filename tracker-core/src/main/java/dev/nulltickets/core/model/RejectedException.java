package dev.nulltickets.core.model;

import static java.util.Objects.requireNonNull;

/**
 * Carry an expected refusal to the caller of a use case. Nothing was changed when it is thrown. It has no stack trace:
 * a refusal is an answer, not a fault.
 *
 * @since 0.1.0
 */
public final class RejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    public RejectedException(Rejection rejection) {
        super(requireNonNull(rejection, "rejection").message(), null, false, false);
        this.rejection = rejection;
    }

    /** Say what was refused, and why. */
    public Rejection rejection() {
        return rejection;
    }
}
