package dev.nulltickets.persistence.reference;

import org.jspecify.annotations.Nullable;

/**
 * Say why a database was not imported. Nothing was written when it is thrown.
 *
 * @since 0.1.0
 */
public final class ImportRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImportRefusedException(String message) {
        this(message, null);
    }

    ImportRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
