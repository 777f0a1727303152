package dev.nulltickets.persistence;

import dev.nulltickets.core.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Copy a database of one instant into another file, by SQLite's {@code VACUUM INTO}: a copy of the file itself would miss
 * what is in the log, and may mix two instants.
 */
final class Backup {
    private static final String UNFINISHED = ".part";

    private Backup() {}

    static void copy(SqliteSettings settings, Path given) {
        Path database = DatabaseFile.locate(settings.file());
        if (!Files.exists(database)) {
            throw new StoreException("there is no database " + database);
        }
        Path target = DatabaseFile.locate(given);
        if (Files.exists(target)) {
            throw new StoreException("the backup would overwrite " + target);
        }
        Path unfinished = target.resolveSibling(target.getFileName() + UNFINISHED);
        try (Connection connection = new Connections(database, settings).reader();
                PreparedStatement vacuum = connection.prepareStatement("vacuum into ?")) {
            Schema.checkOurs(connection, database);
            Files.deleteIfExists(unfinished);
            vacuum.setString(1, unfinished.toString());
            vacuum.executeUpdate();
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException | IOException problem) {
            throw new StoreException(
                    "the database " + database + " cannot be copied to " + target + ": " + problem.getMessage(),
                    problem);
        }
    }
}
