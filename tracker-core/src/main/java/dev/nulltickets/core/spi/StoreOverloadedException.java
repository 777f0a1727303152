package dev.nulltickets.core.spi;

/**
 * Say that a store has more work waiting than it takes. Nothing was done; the caller may try again later.
 *
 * @since 0.1.0
 */
public final class StoreOverloadedException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreOverloadedException(String message) {
        super(message);
    }
}
