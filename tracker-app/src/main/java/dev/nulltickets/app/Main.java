package dev.nulltickets.app;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Run the program that the command line asks for.
 *
 * <p>The process ends with one of these statuses:
 *
 * <ul>
 *   <li>0: all went well.
 *   <li>1: the program could not do its work; one line on stderr says why.
 *   <li>2: the command line is wrong; one line on stderr says how.
 *   <li>143 after SIGTERM and 130 after Ctrl-C, as the JVM does it: the server has then answered the requests that were
 *       under way, and let go of its database.
 * </ul>
 */
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
     * Run the command that the arguments name, and exit with its status.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Logging.configure();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionStrategy(Main::run)
                .setParameterExceptionHandler(Main::wrongUsage)
                .setExecutionExceptionHandler(Main::failure);
    }

    @Override
    public void run() {
        new Server(options.settings(System.getenv()), System.out, System.err).runUntilStopped();
    }

    /** Run one command. What stands before its name would be ignored, so it is refused. */
    private static int run(ParseResult parsed) {
        if (parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested()) {
            parsed.matchedOptions().stream().findFirst().ifPresent(option -> {
                throw new ParameterException(
                        parsed.commandSpec().commandLine(),
                        "%s must stand after the command, not before it".formatted(option.longestName()));
            });
        }
        return new RunLast().execute(parsed);
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        complain(wrong.getCommandLine(), wrong.getMessage() + " (--help shows what is allowed)");
        return ExitCode.USAGE;
    }

    private static int failure(Exception failure, CommandLine command, ParseResult arguments) throws Exception {
        if (failure instanceof StartFailure expected) {
            complain(command, expected.getMessage());
            return ExitCode.SOFTWARE;
        }
        throw failure;
    }

    /** Print one line, even where a file name or an argument holds a line break. */
    private static void complain(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println("nulltickets: " + message.replaceAll("\\p{Cntrl}+", " "));
        err.flush();
    }

    /** Tell picocli the version. */
    static final class ProgramVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"nulltickets " + Version.current()};
        }
    }
}
