package dev.nulltickets.app;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.model.RejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hold what a config file says, a JSON object. {@code null} and an empty array count as left out, and so does an empty
 * token, because that is what installers write for a field that nobody filled in.
 *
 * @param file where it is; relative paths in it are relative to its directory
 * @param members what it says, by key
 */
record ConfigFile(Path file, Map<String, Json> members) implements Source {
    private static final Set<String> KEYS =
            Settings.ALL.stream().map(Setting::key).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());

    /** Read {@code config.json} of a directory; one that is not there says nothing. */
    static ConfigFile in(Path home) {
        Path file = home.resolve("config.json");
        return Files.notExists(file) ? new ConfigFile(file, Map.of()) : read(file);
    }

    /**
     * Read a file.
     *
     * @throws StartFailure if it cannot be read, or holds no JSON object
     */
    static ConfigFile read(Path file) {
        try {
            Json json = Json.parse(Files.readString(file));
            if (json instanceof Json.Members object) {
                return new ConfigFile(file, object.values());
            }
            throw wrong(file, "it must be a JSON object, but is " + json.kind(), null);
        } catch (IOException unreadable) {
            throw new StartFailure(
                    "cannot read the config file " + file + ": " + FileTrouble.reason(unreadable), unreadable);
        } catch (RejectedException malformed) {
            throw wrong(file, malformed.rejection().message(), malformed);
        }
    }

    /** Return the keys that mean nothing here, in the order of the file. */
    List<String> unknownKeys() {
        return members.keySet().stream().filter(key -> !KEYS.contains(key)).toList();
    }

    @Override
    public @Nullable String text(Setting<?> setting) throws WrongValue {
        Json value = setting.key() == null ? null : members.get(setting.key());
        if (value == null || value instanceof Json.Null) {
            return null;
        }
        String text = setting.kind().text(value);
        boolean leftOut = text.isEmpty() && (value instanceof Json.Elements || setting.equals(Settings.TOKEN));
        return leftOut ? null : text;
    }

    @Override
    public String name(Setting<?> setting) {
        return String.valueOf(setting.key());
    }

    @Override
    public Path base() {
        return file.toAbsolutePath().resolveSibling("");
    }

    @Override
    public RuntimeException wrong(String what) {
        return wrong(file, what, null);
    }

    private static StartFailure wrong(Path file, String what, @Nullable Throwable cause) {
        return new StartFailure("the config file " + file + " is wrong: " + what, cause);
    }
}
