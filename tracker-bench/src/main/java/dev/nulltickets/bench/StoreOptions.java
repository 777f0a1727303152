package dev.nulltickets.bench;

import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.persistence.Sqlite;
import dev.nulltickets.persistence.SqliteSettings;
import dev.nulltickets.persistence.SqliteSettings.Synchronous;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Say how databases are kept, and where. */
final class StoreOptions {
    @Option(
            names = "--directory",
            defaultValue = "target/bench",
            description =
                    "Where databases are made, each run's anew; the disk that is measured. Default: ${DEFAULT-VALUE}.")
    private Path directory = Path.of("");

    @Option(
            names = "--synchronous",
            defaultValue = "FULL",
            description = "When a commit counts as done: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Synchronous synchronous = Synchronous.FULL;

    Scratch scratch() {
        return Scratch.in(directory);
    }

    Synchronous synchronous() {
        return synchronous;
    }

    TrackerStore open(Path database) {
        return Sqlite.open(SqliteSettings.of(database).withSynchronous(synchronous));
    }

    /** Open a store to fill it. */
    static TrackerStore openFast(Path database) {
        return Sqlite.open(SqliteSettings.of(database).withSynchronous(Synchronous.NORMAL));
    }
}
