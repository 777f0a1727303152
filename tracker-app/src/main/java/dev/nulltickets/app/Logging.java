package dev.nulltickets.app;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keep the libraries quiet, and give each line that is logged one line. */
final class Logging {
    private Logging() {}

    static void configure() {
        if (System.getProperty("java.util.logging.config.file") != null) {
            return;
        }
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
            System.setProperty(
                    "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n");
        }
        Logger.getLogger("").setLevel(Level.WARNING);
        // What the pool of connections has to say, its callers hear.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
}
