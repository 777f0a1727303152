package dev.nulltickets.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Serve until the process is told to stop. */
@Command(
        name = "serve",
        description = "Serve the tracker over HTTP. This is what nulltickets does without a command, too.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ProgramVersion.class)
final class ServeCommand implements Runnable {
    @Mixin
    private final ServeOptions options = new ServeOptions();

    @Override
    public void run() {
        new Server(options.settings(System.getenv()), System.out, System.err).runUntilStopped();
    }
}
