package dev.nulltickets.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Run the benchmark that the command line names. The status is 1 if anything was answered other than it must be. */
@Command(
        name = "bench",
        description = "Measure the tracker, beside what the disk and SQLite allow in the same run.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CyclesCommand.class,
            BacklogCommand.class,
            LatencyCommand.class,
            SoakCommand.class,
            DependantsCommand.class,
            WaitingCommand.class,
            TelemetryCommand.class,
            StartCommand.class,
            PartsCommand.class,
            CoreCommand.class,
            HttpCommand.class,
            PrefillCommand.class,
            PostgresCommand.class,
            PostgresBacklogCommand.class
        })
public final class Main {
    private Main() {}

    /**
     * Run a benchmark, and exit with its status.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }
}
