package dev.nulltickets.persistence;

import dev.nulltickets.tck.StoreFactory;
import dev.nulltickets.tck.TrackerContract;
import dev.nulltickets.tck.TrackerRaceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Prove that the whole tracker works on SQLite. */
class SqliteTrackerTest implements TrackerContract, TrackerRaceContract {
    @TempDir
    private Path home;

    @Override
    public StoreFactory stores() {
        return StoreFactory.durable((name, clock) ->
                Sqlite.open(SqliteSettings.of(home.resolve(name + ".db")).withClock(clock)));
    }
}
