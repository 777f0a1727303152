package dev.nulltickets.core.spi;

/**
 * Say that a row which this transaction has read was changed by another. {@link TrackerStore#write} runs the work
 * again.
 *
 * @since 0.1.0
 */
public final class StaleDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleDataException(String what) {
        super(what, null, false, false);
    }
}
