package dev.nulltickets.app;

import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.model.RejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold what a config file says: {@code {port, db, api_token}}, each of which may be left out.
 *
 * @param database resolved against the file's directory
 */
record ConfigFile(
        @Nullable Integer port,
        @Nullable Path database,
        @Nullable String apiToken) {
    private static final ConfigFile EMPTY = new ConfigFile(null, null, null);

    /** Read {@code $NULLTICKETS_HOME/config.json}, else {@code ~/.nulltickets/config.json}, if it is there. */
    static ConfigFile atDefaultPlace(Map<String, String> environment) {
        String home = environment.get("NULLTICKETS_HOME");
        Path directory = home == null || home.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".nulltickets")
                : Path.of(home);
        Path file = directory.resolve("config.json");
        return Files.exists(file) ? read(file) : EMPTY;
    }

    static ConfigFile read(Path file) {
        try {
            JsonFields fields = JsonFields.parse(Files.readString(file));
            return new ConfigFile(port(fields), database(fields, file), token(fields));
        } catch (IOException unreadable) {
            throw new StartFailure("cannot read the config file " + file + ": " + unreadable.getMessage(), unreadable);
        } catch (RejectedException wrong) {
            throw new StartFailure("the config file " + file + " is wrong: " + wrong.getMessage(), wrong);
        }
    }

    int portOr(int fallback) {
        return port == null ? fallback : port;
    }

    Path databaseOr(Path fallback) {
        return database == null ? fallback : database;
    }

    private static @Nullable Integer port(JsonFields fields) {
        Long port = fields.optionalInteger("port");
        return port == null ? null : Math.toIntExact(Math.clamp(port, -1, 65_536));
    }

    private static @Nullable Path database(JsonFields fields, Path file) {
        String database = fields.optionalString("db");
        return database == null ? null : file.toAbsolutePath().resolveSibling(database);
    }

    private static @Nullable String token(JsonFields fields) {
        String token = fields.optionalString("api_token");
        return token == null || token.isEmpty() ? null : token;
    }
}
