package dev.nulltickets.app;

import dev.nulltickets.http.HttpSettings;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Serve until the process is told to stop. */
final class Server {
    private final ServerSettings settings;
    private final PrintStream out;
    private final PrintStream err;

    Server(ServerSettings settings, PrintStream out, PrintStream err) {
        this.settings = settings;
        this.out = out;
        this.err = err;
    }

    /** Start, say so, and stop gracefully on SIGTERM or Ctrl-C, which end the process. */
    void runUntilStopped() {
        RunningTracker tracker = RunningTracker.start(settings.database(), http());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tracker), "nulltickets-shutdown"));
        announce(new ListenAddress(settings.host(), tracker.port()));
        waitForShutdown();
    }

    private HttpSettings http() {
        return HttpSettings.local(settings.port(), Version.current())
                .withHost(settings.host())
                .withApiToken(settings.apiToken())
                .withRequestLog(settings.logRequests() ? out::println : null);
    }

    private void announce(ListenAddress address) {
        boolean open = settings.apiToken() == null;
        out.printf("nullTickets %s listens on http://%s%n", Version.current(), address);
        out.printf("data:  %s%n", settings.database().toAbsolutePath().normalize());
        out.printf("token: %s%n", open ? "none, whoever reaches this address may call" : "set");
        out.flush();
        if (open && !address.isLocal()) {
            err.println("nulltickets: warning: without --token, every machine that reaches " + address
                    + " can read and change all tasks");
            err.flush();
        }
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
