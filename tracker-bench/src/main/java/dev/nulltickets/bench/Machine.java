package dev.nulltickets.bench;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Say where and when something was measured. */
final class Machine {
    private Machine() {}

    static Row here() {
        Runtime runtime = Runtime.getRuntime();
        return new Row()
                .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("processors", runtime.availableProcessors())
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"))
                .put("options", String.join(" ", options()));
    }

    private static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }
}
