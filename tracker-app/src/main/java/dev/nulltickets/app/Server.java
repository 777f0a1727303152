package dev.nulltickets.app;

import dev.nulltickets.http.HttpSettings;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Serve until the process is told to stop. */
final class Server {
    private final ServerSettings settings;
    private final PrintStream out;

    Server(ServerSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** Start, say so, and stop gracefully on SIGTERM or Ctrl-C, which end the process. */
    void runUntilStopped() {
        RunningTracker tracker = RunningTracker.start(settings.database(), http());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tracker), "nulltickets-shutdown"));
        announce(tracker.port());
        waitForShutdown();
    }

    private HttpSettings http() {
        return HttpSettings.local(settings.port(), Version.current())
                .withHost(settings.host())
                .withApiToken(settings.apiToken())
                .withRequestLog(settings.logRequests() ? out::println : null);
    }

    private void announce(int port) {
        out.printf("nullTickets %s listens on http://%s:%d%n", Version.current(), settings.host(), port);
        out.printf("data:  %s%n", settings.database().toAbsolutePath().normalize());
        out.printf("token: %s%n", settings.apiToken() == null ? "none, whoever reaches this address may call" : "set");
        out.flush();
    }

    private void stop(RunningTracker tracker) {
        out.println("stopping");
        tracker.close();
        out.println("stopped");
        out.flush();
    }

    private static void waitForShutdown() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
