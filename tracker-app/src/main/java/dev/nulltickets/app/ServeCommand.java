package dev.nulltickets.app;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Serve until the process is told to stop. */
@Command(
        name = "serve",
        description = "Serve the tracker over HTTP. This is what nulltickets does without a command, too.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.ProgramVersion.class)
final class ServeCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    @Override
    public void run() {
        serve(requireNonNull(command));
    }

    /** Serve as the options of a command say. */
    static void serve(CommandSpec command) {
        Server.of(
                        new GivenOptions(command),
                        new Diagnostics(command.commandLine().getErr()))
                .runUntilStopped();
    }
}
