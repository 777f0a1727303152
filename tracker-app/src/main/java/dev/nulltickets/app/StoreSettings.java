package dev.nulltickets.app;

import dev.nulltickets.core.spi.StoreException;
import dev.nulltickets.core.spi.TrackerStore;
import dev.nulltickets.persistence.Postgres;
import dev.nulltickets.persistence.PostgresSettings;
import dev.nulltickets.persistence.Sqlite;
import dev.nulltickets.persistence.SqliteSettings;
import dev.nulltickets.persistence.SqliteSettings.Synchronous;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Say how a tracker is kept. Its text holds no password.
 *
 * @param synchronous when a commit counts as done, in a file
 * @param connections how many connections there are to a server at most
 * @param password what opens a server, or null for what the address or the driver knows
 * @param passwordFile what holds the password instead, or null
 */
record StoreSettings(
        Database database,
        Synchronous synchronous,
        int connections,
        @Nullable String password,
        @Nullable Path passwordFile) {
    /** Keep a tracker in a file, as is usual. */
    static StoreSettings file(Path file) {
        return new StoreSettings(
                new Database.File(file),
                Settings.usual(Settings.SYNCHRONOUS),
                Settings.usual(Settings.CONNECTIONS),
                null,
                null);
    }

    /**
     * Open the database.
     *
     * @throws StartFailure if it cannot be used
     */
    TrackerStore open() {
        try {
            return switch (database) {
                case Database.File file ->
                    Sqlite.open(SqliteSettings.of(file.path()).withSynchronous(synchronous));
                case Database.Server ignored -> Postgres.open(server());
            };
        } catch (StoreException | IllegalArgumentException unusable) {
            throw new StartFailure(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    /** Return the same settings for another database. */
    StoreSettings in(Database other) {
        return new StoreSettings(other, synchronous, connections, password, passwordFile);
    }

    /**
     * Return how the server is reached, with its password.
     *
     * @throws StartFailure if the password cannot be read
     */
    PostgresSettings server() {
        if (database instanceof Database.Server named) {
            return withPassword(named.settings()).withConnections(writers(), readers());
        }
        throw new IllegalStateException("the database is a file: " + database);
    }

    private PostgresSettings withPassword(PostgresSettings settings) {
        if (passwordFile != null) {
            return settings.withPassword(SecretFile.read(passwordFile));
        }
        return password == null ? settings : settings.withPassword(password);
    }

    private int readers() {
        return Math.max(1, connections / 3);
    }

    private int writers() {
        return Math.max(1, connections - readers());
    }

    @Override
    public String toString() {
        return database.toString();
    }
}
