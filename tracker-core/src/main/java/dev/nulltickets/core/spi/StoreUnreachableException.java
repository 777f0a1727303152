package dev.nulltickets.core.spi;

/**
 * Say that a store cannot reach its database for the time being. Nothing was done; the caller may try again later.
 *
 * @since 0.1.0
 */
public final class StoreUnreachableException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreUnreachableException(String message) {
        super(message);
    }
}
