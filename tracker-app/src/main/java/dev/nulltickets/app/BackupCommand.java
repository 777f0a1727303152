package dev.nulltickets.app;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.persistence.Sqlite;
import dev.nulltickets.persistence.SqliteSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copy the database into a new file, also while a server uses it. */
@Command(
        name = "backup",
        description = "Copy the database, as it is at this instant, into a new file. A server may use it meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.ProgramVersion.class)
final class BackupCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "The file to make, which must not be there.")
    private @Nullable Path file;

    @Override
    public void run() {
        CommandSpec spec = requireNonNull(command);
        Path target = requireNonNull(file);
        Database database = SettingSources.of(
                        new GivenOptions(spec),
                        System.getenv(),
                        new Diagnostics(spec.commandLine().getErr())::warning)
                .value(Settings.DATABASE);
        if (!(database instanceof Database.File source)) {
            throw new StartFailure("nothing was copied: pg_dump copies a database of PostgreSQL", null);
        }
        try {
            Sqlite.backup(SqliteSettings.of(source.path()), target);
        } catch (StoreException refused) {
            throw new StartFailure("nothing was copied: " + refused.getMessage(), refused);
        }
        spec.commandLine().getOut().println("copied " + database + " to " + target);
        spec.commandLine().getOut().flush();
    }
}
