package dev.nulltickets.app;

import dev.nulltickets.persistence.PostgresAddress;
import dev.nulltickets.persistence.PostgresSettings;
import java.nio.file.Path;
import java.util.Optional;

/** Name the database that a tracker is kept in. Its text is fit to be shown: it holds no password. */
sealed interface Database {
    /** A file, of SQLite. */
    record File(Path path) implements Database {
        @Override
        public String given() {
            return path.toString();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A database of a PostgreSQL server.
     *
     * @param given the address, which may hold a password
     */
    record Server(PostgresSettings settings, String given) implements Database {
        @Override
        public String toString() {
            return settings.toString();
        }
    }

    /** Return the text that means this database, for a config file. */
    String given();

    /** Read an address or a path, if it is one. */
    static Optional<Database> read(String text, Path base) {
        try {
            return Optional.of(
                    PostgresAddress.isMeant(text)
                            ? new Server(PostgresSettings.of(text), text)
                            : new File(base.resolve(text)));
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }
}
