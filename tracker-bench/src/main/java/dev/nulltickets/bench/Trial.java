package dev.nulltickets.bench;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.spi.TrackerStore;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Measure cycles in the three ways that are compared: by bare JDBC, in process, over HTTP. Each has a database of its
 * own, which is new if none is given.
 */
record Trial(StoreOptions stores, ServerOptions servers) {

    Tally limit(int callers, LoadOptions load) {
        try (Scratch scratch = stores.scratch();
                BareJdbc bare = BareJdbc.open(scratch.file("bare.db"), stores.synchronous(), callers)) {
            return bare.run(load.window());
        }
    }

    Tally core(int callers, LoadOptions load, @Nullable Path database, Shape shape) {
        try (Scratch scratch = stores.scratch();
                TrackerStore store = stores.open(database == null ? scratch.file("core.db") : database)) {
            return new CoreLoad(new Tracker(store), shape).run(callers, load.window());
        }
    }

    /** Hold what was measured over HTTP, and how much of the processors it took, in seconds for each second. */
    record Served(Tally tally, double serverProcessors, double driverProcessors) {
        Row put(Row row) {
            return row.put("server cpus", serverProcessors).put("driver cpus", driverProcessors);
        }
    }

    Served http(int callers, LoadOptions load, @Nullable Path database, Shape shape) {
        Target running = servers.running();
        if (running != null) {
            return http(callers, load, running, shape, () -> Duration.ZERO);
        }
        try (Scratch scratch = stores.scratch();
                ServerProcess server =
                        servers.start(database == null ? scratch.file("http.db") : database, stores.synchronous())) {
            return http(callers, load, server.target(), shape, server::processorTime);
        }
    }

    private static Served http(int callers, LoadOptions load, Target target, Shape shape, ProcessorTime ofServer) {
        HttpLoad http = new HttpLoad(target, shape);
        ProcessorTime ofDriver = ProcessorTime.ofThisThread();
        Duration server = ofServer.used();
        Duration driver = ofDriver.used();
        long begun = System.nanoTime();
        Tally tally = http.run(callers, load.window());
        double seconds = System.nanoTime() - begun;
        return new Served(
                tally,
                ofServer.used().minus(server).toNanos() / seconds,
                ofDriver.used().minus(driver).toNanos() / seconds);
    }
}
