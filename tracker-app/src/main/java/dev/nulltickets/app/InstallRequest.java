package dev.nulltickets.app;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.json.Json;
import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import dev.nulltickets.core.model.RejectedException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Hold what an installer wants a config file to say: {@code {port, db_path, api_token, home}}, each of which may be
 * left out, or be {@code null} or empty. A port may be a number or a string. Other members are ignored.
 */
record InstallRequest(CommandSpec command, Map<String, Json> members) implements Source {
    /** What an installer calls the settings that it knows. */
    private static final Map<Setting<?>, String> NAMES =
            Map.of(Settings.PORT, "port", Settings.DATABASE, "db_path", Settings.TOKEN, "api_token");

    private static final JsonText NULL = JsonText.of("null");

    /**
     * Read a request.
     *
     * @throws ParameterException if it is no JSON object
     */
    static InstallRequest parse(CommandSpec command, String text) {
        try {
            if (Json.parse(text) instanceof Json.Members object) {
                return new InstallRequest(command, object.values());
            }
            throw wrong(command, "it must be a JSON object");
        } catch (RejectedException malformed) {
            throw wrong(command, malformed.rejection().message());
        }
    }

    /**
     * Write the config file. What the file says already stays, unless the request says otherwise: whoever installs
     * again loses neither the settings that installers do not know, nor a token that was not typed in once more.
     *
     * @throws ParameterException if the request holds a value that is not allowed; then nothing is written
     * @throws StartFailure if the file cannot be read or written, or holds something else than a config
     */
    void fulfil(Environment environment) {
        Integer port = value(Settings.PORT);
        Database database = value(Settings.DATABASE);
        String token = value(Settings.TOKEN);
        ConfigFile file = ConfigFile.in(home(environment));
        Map<String, JsonText> config = new LinkedHashMap<>();
        file.members().forEach((key, value) -> config.put(key, value.text()));
        put(config, Settings.PORT, port == null ? null : number(port), JsonText.of(Settings.PORT.fallbackText()));
        put(
                config,
                Settings.DATABASE,
                database == null ? null : JsonObject.string(database.given()),
                JsonObject.string(Settings.DATABASE.fallbackText()));
        put(config, Settings.TOKEN, token == null ? null : JsonObject.string(token), NULL);
        if (token != null) {
            config.remove(Settings.TOKEN_FILE.key());
        }
        ConfigWriter.write(file.file(), config);
    }

    @Override
    public @Nullable String text(Setting<?> setting) throws WrongValue {
        return text(NAMES.get(setting), setting.kind());
    }

    @Override
    public String name(Setting<?> setting) {
        return String.valueOf(NAMES.get(setting));
    }

    @Override
    public Path base() {
        return Path.of("");
    }

    @Override
    public RuntimeException wrong(String what) {
        return wrong(command, what);
    }

    private Path home(Environment environment) {
        Kind<Path> kind = Kind.path();
        try {
            String home = text("home", kind);
            return home == null ? environment.home() : kind.parse(home, base());
        } catch (WrongValue wrong) {
            throw wrong("home " + wrong.getMessage());
        }
    }

    private @Nullable String text(@Nullable String name, Kind<?> kind) throws WrongValue {
        return switch (name == null ? null : members.get(name)) {
            case null -> null;
            case Json.Null nothing -> null;
            case Json.Text text -> text.value().isEmpty() ? null : text.value();
            case Json other -> kind.text(other);
        };
    }

    private static void put(
            Map<String, JsonText> config, Setting<?> setting, @Nullable JsonText given, JsonText fallback) {
        String key = requireNonNull(setting.key());
        if (given == null) {
            config.putIfAbsent(key, fallback);
        } else {
            config.put(key, given);
        }
    }

    private static JsonText number(int value) {
        return JsonText.of(Integer.toString(value));
    }

    private static ParameterException wrong(CommandSpec command, String what) {
        return new ParameterException(command.commandLine(), "--from-json is wrong: " + what);
    }
}
