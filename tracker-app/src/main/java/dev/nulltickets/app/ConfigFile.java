package dev.nulltickets.app;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonFields;
import dev.nulltickets.core.model.RejectedException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold what a config file says: {@code {port, db, api_token}}, each of which may be left out. An empty token counts as
 * left out, because that is what installers write for a field that nobody filled in.
 *
 * @param database resolved against the file's directory
 */
record ConfigFile(
        @Nullable Integer port,
        @Nullable Path database,
        @Nullable String apiToken) {
    private static final ConfigFile EMPTY = new ConfigFile(null, null, null);
    private static final int LAST_PORT = 65_535;

    /** Read {@code $NULLTICKETS_HOME/config.json}, else {@code ~/.nulltickets/config.json}, if it is there. */
    static ConfigFile atDefaultPlace(Map<String, String> environment) {
        String home = environment.get("NULLTICKETS_HOME");
        Path directory = home == null || home.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".nulltickets")
                : Path.of(home);
        Path file = directory.resolve("config.json");
        return Files.notExists(file) ? EMPTY : read(file);
    }

    static ConfigFile read(Path file) {
        try {
            return parse(Files.readString(file), file);
        } catch (IOException unreadable) {
            throw new StartFailure("cannot read the config file " + file + ": " + reason(unreadable), unreadable);
        } catch (RejectedException wrong) {
            throw wrong(file, wrong.rejection().message(), wrong);
        }
    }

    int portOr(int fallback) {
        return port == null ? fallback : port;
    }

    Path databaseOr(Path fallback) {
        return database == null ? fallback : database;
    }

    private static ConfigFile parse(String text, Path file) {
        Json json = Json.parse(text);
        if (!(json instanceof Json.Members)) {
            throw wrong(file, "it must be a JSON object, but is " + json.kind(), null);
        }
        JsonFields fields = JsonFields.of("", json);
        return new ConfigFile(port(fields, file), database(fields, file), token(fields, file));
    }

    private static @Nullable Integer port(JsonFields fields, Path file) {
        Long port = fields.optionalInteger("port");
        if (port == null) {
            return null;
        }
        if (port < 0 || port > LAST_PORT) {
            throw wrong(file, "port must be from 0 to 65535, but is " + port, null);
        }
        return Math.toIntExact(port);
    }

    private static @Nullable Path database(JsonFields fields, Path file) {
        String database = fields.optionalString("db");
        if (database == null) {
            return null;
        }
        if (database.isBlank()) {
            throw wrong(file, "db must not be empty", null);
        }
        try {
            return file.toAbsolutePath().resolveSibling(database);
        } catch (InvalidPathException noPath) {
            throw wrong(file, "db is not a path: " + noPath.getReason(), noPath);
        }
    }

    private static @Nullable String token(JsonFields fields, Path file) {
        String token = fields.optionalString("api_token");
        if (token == null || token.isEmpty()) {
            return null;
        }
        if (token.isBlank()) {
            throw wrong(file, "api_token must not be blank", null);
        }
        return token;
    }

    private static StartFailure wrong(Path file, String what, @Nullable Throwable cause) {
        return new StartFailure("the config file " + file + " is wrong: " + what, cause);
    }

    /** Say in words what Java's file exceptions say by their type: the message of most of them is only the path. */
    private static String reason(IOException unreadable) {
        if (unreadable instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (unreadable instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (unreadable instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        String reason = unreadable instanceof FileSystemException other ? other.getReason() : null;
        return String.valueOf(reason == null ? unreadable.getMessage() : reason);
    }
}
