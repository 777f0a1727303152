package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Apply to a database the migrations that it lacks. Apart from {@link Schema}, which most starts need alone. */
final class Migrator {
    // Held, because a logger that nobody holds forgets its level.
    private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

    private Migrator() {}

    /** Migrate a database of this program, which is made if it is not there. */
    static void migrate(Path file) {
        if (FLYWAY.getLevel() == null) {
            FLYWAY.setLevel(Level.WARNING);
        }
        try {
            Flyway flyway = flyway(file);
            if (Arrays.stream(flyway.info().applied()).anyMatch(Migrator::isUnknown)) {
                throw new StoreException("the database was made by a newer version of this program: " + file);
            }
            flyway.migrate();
        } catch (FlywayException problem) {
            throw new StoreException("the database cannot be brought to the current schema: " + file, problem);
        }
    }

    private static Flyway flyway(Path file) {
        SQLiteDataSource source = new SQLiteDataSource(new SQLiteConfig());
        source.setUrl(Connections.url(file));
        return Flyway.configure(Migrator.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration/sqlite")
                .load();
    }

    private static boolean isUnknown(MigrationInfo migration) {
        return !migration.getState().isResolved();
    }
}
