package dev.nulltickets.app;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.persistence.reference.ImportRefusedException;
import dev.nulltickets.persistence.reference.ImportReport;
import dev.nulltickets.persistence.reference.ReferenceDatabase;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copy a database of the reference implementation into a new one. */
@Command(
        name = "import",
        description = "Copy a database of the reference implementation into a new one, all of it or nothing."
                + " The old file is only read.",
        mixinStandardHelpOptions = true,
        versionProvider = RootCommand.ProgramVersion.class)
final class ImportCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    @Parameters(paramLabel = "OLD.db", description = "The database of the reference implementation.")
    private @Nullable Path file;

    @Override
    public void run() {
        CommandSpec spec = requireNonNull(command);
        Path old = requireNonNull(file);
        StoreSettings database = SettingSources.of(
                        new GivenOptions(spec),
                        System.getenv(),
                        new Diagnostics(spec.commandLine().getErr())::warning)
                .store();
        print(spec.commandLine().getOut(), old, database, copy(old, database));
    }

    /** Copy. The old file comes first: where that is none, no new one is made. */
    private static ImportReport copy(Path old, StoreSettings database) {
        try (ReferenceDatabase source = ReferenceDatabase.open(old);
                TrackerStore target = database.open()) {
            return source.copyTo(target);
        } catch (ImportRefusedException | StoreException | StartFailure refused) {
            throw new StartFailure("nothing was imported: " + refused.getMessage(), refused);
        }
    }

    private static void print(PrintWriter out, Path old, StoreSettings database, ImportReport report) {
        out.println("imported " + old + " into " + database);
        report.imported().forEach((kind, rows) -> out.printf("%9d %s%n", rows, kind));
        printAll(out, "changed, because it cannot be kept as it was", report.changed());
        printAll(out, "not imported", report.leftOut());
        out.flush();
    }

    private static void printAll(PrintWriter out, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            out.println(title + ":");
            sentences.forEach(sentence -> out.println("  " + sentence));
        }
    }
}
