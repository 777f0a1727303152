package dev.nulltickets.app;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Run the program that the command line asks for. */
@Command(
        name = "nulltickets",
        description = "A headless task tracker for autonomous agents. Without a command it serves.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.ProgramVersion.class,
        subcommands = {ServeCommand.class, DemoCommand.class})
public final class Main implements Runnable {
    @Mixin
    private final ServeOptions options = new ServeOptions();

    private Main() {}

    /**
     * Run the command that the arguments name, and exit with its status: 0 if all went well, 1 if the program could not
     * do its work, 2 if the command line is wrong.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Logging.configure();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionExceptionHandler(Main::failure);
    }

    @Override
    public void run() {
        new Server(options.settings(), System.out).runUntilStopped();
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        PrintWriter err = wrong.getCommandLine().getErr();
        err.println("nulltickets: " + wrong.getMessage() + " (--help shows what is allowed)");
        return ExitCode.USAGE;
    }

    private static int failure(Exception failure, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (failure instanceof StartFailure expected) {
            command.getErr().println("nulltickets: " + expected.getMessage());
            return ExitCode.SOFTWARE;
        }
        throw failure;
    }

    /** Tells picocli the version. */
    static final class ProgramVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"nulltickets " + Version.current()};
        }
    }
}
