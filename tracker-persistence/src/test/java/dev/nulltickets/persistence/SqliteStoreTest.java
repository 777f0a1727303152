package dev.nulltickets.persistence;

import dev.nulltickets.tck.StoreFactory;
import dev.nulltickets.tck.TrackerStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Prove that SQLite keeps every promise of the SPI. */
class SqliteStoreTest implements TrackerStoreContract {
    @TempDir
    private Path directory;

    @Override
    public StoreFactory stores() {
        return StoreFactory.durable((name, clock) ->
                Sqlite.open(SqliteSettings.of(directory.resolve(name + ".db")).withClock(clock)));
    }
}
