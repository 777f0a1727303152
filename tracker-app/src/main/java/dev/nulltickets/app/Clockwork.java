package dev.nulltickets.app;

import dev.nulltickets.core.Housekeeping;
import dev.nulltickets.core.spi.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Do what time makes due, each time that this is run. What fails is tried again the next time. That the database is
 * away is said once, and so is that it is back. Used by one thread.
 */
final class Clockwork implements Runnable {
    private static final Logger LOG = System.getLogger(Clockwork.class.getName());

    private final Housekeeping housekeeping;
    private boolean away;

    Clockwork(Housekeeping housekeeping) {
        this.housekeeping = housekeeping;
    }

    @Override
    public void run() {
        try {
            housekeeping.run();
            if (away) {
                away = false;
                LOG.log(Level.WARNING, "the database is back");
            }
        } catch (StoreException absent) {
            if (!away) {
                away = true;
                LOG.log(Level.WARNING, "the database is away: " + absent.getMessage());
            }
        } catch (RuntimeException failure) { // One that got out would silently end the clockwork.
            LOG.log(Level.ERROR, "housekeeping failed and will be tried again", failure);
        }
    }
}
