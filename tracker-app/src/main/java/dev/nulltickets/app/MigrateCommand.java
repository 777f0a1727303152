package dev.nulltickets.app;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.persistence.Postgres;
import dev.nulltickets.persistence.SqliteSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Move a tracker from a file into PostgreSQL. */
@Command(
        name = "migrate",
        description = "Copy a tracker from its file into an empty database of PostgreSQL, all of it or nothing."
                + " No server may use the file meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.ProgramVersion.class)
final class MigrateCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--from", required = true, paramLabel = "PATH", description = "The database file.")
    private @Nullable Path from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DB",
            description = "The new database: postgresql://user@host:5432/name.")
    private @Nullable String to;

    @Override
    public void run() {
        CommandSpec spec = requireNonNull(command);
        Path file = requireNonNull(from);
        Database target = Database.read(requireNonNull(to), Path.of(""))
                .filter(Database.Server.class::isInstance)
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "--to must be postgresql://user@host:5432/name"));
        StoreSettings settings = SettingSources.of(
                        new GivenOptions(spec),
                        System.getenv(),
                        new Diagnostics(spec.commandLine().getErr())::warning)
                .store()
                .in(target);
        try {
            print(spec.commandLine().getOut(), file, target, Postgres.copy(SqliteSettings.of(file), settings.server()));
        } catch (StoreException | IllegalArgumentException refused) {
            throw new StartFailure("nothing was copied: " + refused.getMessage(), refused);
        }
    }

    private static void print(PrintWriter out, Path file, Database target, Map<String, Long> rows) {
        out.println("copied " + file + " to " + target + ", and counted on both sides:");
        rows.forEach((table, count) -> out.printf("%9d %s%n", count, table));
        out.flush();
    }
}
