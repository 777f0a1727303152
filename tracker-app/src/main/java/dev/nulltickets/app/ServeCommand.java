package dev.nulltickets.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Serve until the process is told to stop. */
@Command(name = "serve", description = "Serve the tracker over HTTP.", mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Override
    public void run() {
        new Server(options.settings(), System.out).runUntilStopped();
    }
}
