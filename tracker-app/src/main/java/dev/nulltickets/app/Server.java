package dev.nulltickets.app;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Serve until the process is told to stop. */
final class Server {
    private final ServerSettings settings;
    private final PrintStream out;
    private final Diagnostics diagnostics;

    private Server(ServerSettings settings, PrintStream out, Diagnostics diagnostics) {
        this.settings = settings;
        this.out = out;
        this.diagnostics = diagnostics;
    }

    /** Make one as options, the environment and the config file say. */
    static Server of(Source options, Diagnostics diagnostics) {
        ServerSettings settings = SettingSources.of(options, System.getenv(), diagnostics::warning)
                .server(diagnostics::warning);
        return new Server(settings, System.out, diagnostics);
    }

    /** Start, say so, and stop gracefully on SIGTERM or Ctrl-C, which end the process. */
    void runUntilStopped() {
        RunningTracker tracker = RunningTracker.start(
                settings.store(),
                settings.tracker(),
                settings.http().withRequestLog(settings.logRequests() ? out::println : null));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tracker), "nulltickets-shutdown"));
        announce(new ListenAddress(settings.http().host(), tracker.port()));
        waitForShutdown();
    }

    private void announce(ListenAddress address) {
        boolean open = settings.http().apiToken() == null;
        out.printf("nullTickets %s listens on http://%s%n", Version.current(), address);
        out.printf("data:  %s%n", place());
        out.printf("token: %s%n", open ? "none, whoever reaches this address may call" : "set");
        out.flush();
        if (open && !address.isLocal()) {
            diagnostics.warning("without a token, every machine that reaches " + address
                    + " can read and change all tasks (--token-file sets one)");
        }
    }

    private String place() {
        return switch (settings.store().database()) {
            case Database.File file -> file.path().toAbsolutePath().normalize().toString();
            case Database.Server server -> server.toString();
        };
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
