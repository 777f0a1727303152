package dev.nulltickets.bench;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.spi.TrackerStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fill a database with tasks that wait. */
@Command(
        name = "prefill",
        description = "Fill a database with tasks that wait, so that a server can be measured on it.",
        mixinStandardHelpOptions = true)
final class PrefillCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--db", required = true, description = "The database; made if it is not there.")
    private Path database = Path.of("");

    @Option(names = "--backlog", required = true, description = "What the tasks are: ${COMPLETION-CANDIDATES}.")
    private Backlog backlog = Backlog.NONE;

    @Option(names = "--count", defaultValue = "1000000", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Override
    public void run() {
        long begun = System.nanoTime();
        try (TrackerStore store = StoreOptions.openFast(database)) {
            new Prefill(store).fill(backlog, count);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        CommandSpec spec = requireNonNull(command);
        spec.commandLine().getOut().printf("%d %s in %.1f s%n", count, backlog, seconds);
        spec.commandLine().getOut().flush();
    }
}
