package dev.nulltickets.app;

import dev.nulltickets.core.Housekeeping;
import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.TrackerSettings;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.http.HttpServer;
import dev.nulltickets.http.HttpSettings;
import dev.nulltickets.otlp.OtlpDecoder;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Hold a store, its tracker, the clockwork and the HTTP server together, and take them down in the right order. */
final class RunningTracker implements AutoCloseable {
    private static final long HOUSEKEEPING_MILLIS = 100;
    private static final long HEAP_MILLIS = 1_000;

    private final TrackerStore store;
    private final ScheduledExecutorService clockwork;
    private final HttpServer http;

    private RunningTracker(TrackerStore store, ScheduledExecutorService clockwork, HttpServer http) {
        this.store = store;
        this.clockwork = clockwork;
        this.http = http;
    }

    /**
     * Open the database and serve it.
     *
     * @throws StartFailure if the address cannot be listened on, or the database cannot be used
     */
    static RunningTracker start(StoreSettings data, TrackerSettings rules, HttpSettings settings) {
        new ListenAddress(settings.host(), settings.port()).check();
        HeadStart.awaitStore();
        TrackerStore store = data.open();
        try {
            Tracker tracker = new Tracker(store, rules);
            HttpServer http = listen(tracker, settings);
            return new RunningTracker(store, keepHouse(tracker.housekeeping()), http);
        } catch (RuntimeException | Error failure) {
            // Whatever it was, the database must not stay locked.
            store.close();
            throw failure;
        }
    }

    int port() {
        return http.port();
    }

    /** Answer the requests that are under way, then let go of the database. */
    @Override
    public void close() {
        try (store;
                clockwork) {
            http.close();
        }
    }

    private static HttpServer listen(Tracker tracker, HttpSettings settings) {
        HeadStart.awaitHttp();
        try {
            return HttpServer.start(tracker, new OtlpDecoder(), settings);
        } catch (UncheckedIOException taken) {
            // Somebody took the address after the check; Helidon has logged it.
            throw new ListenAddress(settings.host(), settings.port()).unusable("it was taken just now", taken);
        }
    }

    private static ScheduledExecutorService keepHouse(Housekeeping housekeeping) {
        // Two threads, since housekeeping may have much to do for long, and memory does not wait for it.
        ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().name("nulltickets-housekeeping").daemon().factory());
        repeat(clockwork, HOUSEKEEPING_MILLIS, new Clockwork(housekeeping));
        repeat(clockwork, HEAP_MILLIS, HeapWatch.ofThisJvm());
        return clockwork;
    }

    private static void repeat(ScheduledExecutorService clockwork, long millis, Runnable work) {
        var unused = clockwork.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
    }
}
