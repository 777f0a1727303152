package dev.nulltickets.http;

import dev.nulltickets.core.Tracker;
import dev.nulltickets.core.TrackerSettings;
import dev.nulltickets.core.UuidSource;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.otlp.OtlpDecoder;
import dev.nulltickets.tck.SettableClock;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Serve an empty tracker on a free port, whose clock stands still until it is turned, and whose ids come from a seed.
 */
final class TestServer implements BeforeEachCallback, AfterEachCallback, AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final long START_MS = START.toEpochMilli();
    static final String API_TOKEN = "correct horse battery staple";

    /** Held here because the logging framework would forget it, and its level with it. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    static {
        HELIDON.setLevel(Level.WARNING);
    }

    private final UnaryOperator<HttpSettings> settings;
    private final UnaryOperator<TrackerStore> wrapping;

    private SettableClock clock;
    private TrackerStore store;
    private Tracker tracker;
    private HttpServer server;
    private HttpClient http;

    private TestServer(UnaryOperator<HttpSettings> settings, UnaryOperator<TrackerStore> wrapping) {
        this.settings = settings;
        this.wrapping = wrapping;
    }

    /** Serve to whoever comes. */
    static TestServer open() {
        return with(UnaryOperator.identity());
    }

    /** Serve to who carries {@link #API_TOKEN}. */
    static TestServer guarded() {
        return with(local -> local.withApiToken(API_TOKEN));
    }

    static TestServer with(UnaryOperator<HttpSettings> settings) {
        return new TestServer(settings, UnaryOperator.identity());
    }

    /** Serve from a store that is put around the empty one. */
    static TestServer over(UnaryOperator<TrackerStore> wrapping) {
        return over(UnaryOperator.identity(), wrapping);
    }

    static TestServer over(UnaryOperator<HttpSettings> settings, UnaryOperator<TrackerStore> wrapping) {
        return new TestServer(settings, wrapping);
    }

    TestServer start() {
        clock = SettableClock.at(START);
        store = TestStores.open(clock);
        UuidSource ids = new UuidSource(new SplittableRandom(20_260_101));
        tracker = new Tracker(wrapping.apply(store), TrackerSettings.defaults().withIds(ids));
        server = HttpServer.start(tracker, new OtlpDecoder(), settings.apply(HttpSettings.local(0, "1.2.3-test")));
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return this;
    }

    int port() {
        return server.port();
    }

    /** Return how many claims wait for work. */
    int waiting() {
        return server.waiting();
    }

    Client client() {
        return new Client(http, port(), Map.of());
    }

    /** Return the store itself, without what is put around it. */
    TrackerStore store() {
        return store;
    }

    Tracker tracker() {
        return tracker;
    }

    /** Turn the clock on, and do what is due by then. */
    void pass(Duration time) {
        clock.advance(time);
        tracker.housekeeping().run();
    }

    /** Turn the clock on, and do nothing else: what is due stays undone. */
    void turn(Duration time) {
        clock.advance(time);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        http.shutdownNow();
        server.close();
        store.close();
    }
}
