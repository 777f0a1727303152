package dev.nulltickets.app;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** Understand the command line, by the parser, and do what it asks for. Its statuses are those of {@link Main}. */
@Command(
        name = "nulltickets",
        description = "A headless task tracker for autonomous agents. Without a command it serves.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.ProgramVersion.class,
        subcommands = {
            ServeCommand.class,
            BackupCommand.class,
            ImportCommand.class,
            MigrateCommand.class,
            DemoCommand.class,
            RehearseCommand.class
        })
final class RootCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = "--export-manifest",
            description = "Print what a hub needs to know to install and start this program, and end.")
    private boolean exportManifest;

    @Option(
            names = "--from-json",
            paramLabel = "JSON",
            description =
                    "Write the config file that an installer asks for by {port, db_path, api_token, home}, and end.")
    private @Nullable String fromJson;

    private RootCommand() {}

    static CommandLine commandLine() {
        CommandLine main = new CommandLine(new RootCommand());
        GivenOptions.addTo(main.getCommandSpec(), Settings.ALL);
        addSettings(main, "serve", Settings.ALL);
        addSettings(main, "backup", List.of(Settings.CONFIG, Settings.DATABASE));
        addSettings(main, "migrate", List.of(Settings.CONFIG, Settings.PASSWORD_FILE));
        addSettings(main, "import", List.of(Settings.CONFIG, Settings.DATABASE, Settings.PASSWORD_FILE));
        return main.setExpandAtFiles(false) // A token may begin with an @.
                .setExecutionStrategy(RootCommand::run)
                .setParameterExceptionHandler(RootCommand::wrongUsage)
                .setExecutionExceptionHandler(RootCommand::failure);
    }

    private static void addSettings(CommandLine main, String command, List<Setting<?>> settings) {
        GivenOptions.addTo(requireNonNull(main.getSubcommands().get(command)).getCommandSpec(), settings);
    }

    @Override
    public void run() {
        CommandSpec spec = requireNonNull(command);
        if (exportManifest) {
            alone(spec, "--export-manifest");
            answer(spec, ComponentManifest.json().value());
        } else if (fromJson != null) {
            alone(spec, "--from-json");
            InstallRequest.parse(spec, fromJson).fulfil(new Environment(System.getenv()));
            answer(spec, "{\"status\":\"ok\"}");
        } else {
            ServeCommand.serve(spec);
        }
    }

    private static void alone(CommandSpec spec, String option) {
        CommandLine line = spec.commandLine();
        if (line.getParseResult().matchedOptions().size() > 1) {
            throw new ParameterException(line, option + " must stand alone");
        }
    }

    private static void answer(CommandSpec spec, String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
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
        diagnostics(wrong.getCommandLine()).failure(wrong.getMessage() + Main.HINT);
        return ExitCode.USAGE;
    }

    private static int failure(Exception failure, CommandLine command, ParseResult arguments) throws Exception {
        if (failure instanceof StartFailure expected) {
            diagnostics(command).failure(expected.getMessage());
            return ExitCode.SOFTWARE;
        }
        throw failure;
    }

    private static Diagnostics diagnostics(CommandLine command) {
        return new Diagnostics(command.getErr());
    }

    /** Tell picocli the version. */
    static final class ProgramVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"nulltickets " + Version.current()};
        }
    }
}
