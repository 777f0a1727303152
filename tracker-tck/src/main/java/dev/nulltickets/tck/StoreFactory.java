package dev.nulltickets.tck;

import dev.nulltickets.core.spi.TrackerStore;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Open the stores that the contract is tried on, and say what they can.
 *
 * @param opener opens a store
 * @param durable whether a store that was closed can be opened again by its name, with all that it held
 * @param followsClock whether the time of a transaction is the given clock's; false if it is, say, a database's
 * @since 0.1.0
 */
public record StoreFactory(Opener opener, boolean durable, boolean followsClock) {

    /**
     * Open a store.
     *
     * @since 0.1.0
     */
    @FunctionalInterface
    public interface Opener {
        /**
         * Open the store of a name: a new and empty one if the name is new, and else the one that was closed.
         *
         * @param name a lower-case letter, then lower-case letters and digits, at most 40 in all; fit for a file, a
         *     schema or a database
         */
        TrackerStore open(String name, InstantSource clock);
    }

    /** Try stores that forget everything when they are closed. */
    public static StoreFactory forgetful(Function<? super InstantSource, ? extends TrackerStore> opener) {
        return new StoreFactory((name, clock) -> opener.apply(clock), false, true);
    }

    /** Try stores that can be closed and opened again. */
    public static StoreFactory durable(Opener opener) {
        return new StoreFactory(opener, true, true);
    }

    /** Say that these stores tell a time of their own. */
    public StoreFactory withTimeOfItsOwn() {
        return new StoreFactory(opener, durable, false);
    }
}
