package dev.nulltickets.core.spi;

import org.jspecify.annotations.Nullable;

/**
 * Say that a store could not do its work, for a reason that lies outside of the request: a full disk, a lost
 * connection, a store that is closed.
 *
 * @since 0.1.0
 */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
