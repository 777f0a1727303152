package dev.nulltickets.app;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.json.JsonObject;
import dev.nulltickets.core.json.JsonText;
import java.util.List;

/** Tell a hub how to install, configure and start this program. */
final class ComponentManifest {
    private static final int HEALTH_TIMEOUT_MILLIS = 750;
    private static final int JAVA = 21;
    private static final String PORT_KEY = requireNonNull(Settings.PORT.key());
    private static final int PORT = requireNonNull(Settings.PORT.fallback());

    private ComponentManifest() {}

    static JsonText json() {
        return new JsonObject()
                .put("schema_version", 1)
                .put("name", "nulltickets")
                .put("display_name", "nullTickets")
                .put("description", "A headless task tracker for autonomous agents")
                .put("version", Version.current())
                .put("launch", launch())
                .put("health", health())
                .putAll("ports", List.of(port()), port -> port)
                .put("config", config())
                .put("wizard", wizard())
                .put("platforms", platforms())
                .put("requirements", requirements())
                .build();
    }

    private static JsonText launch() {
        return new JsonObject()
                .put("command", "serve")
                .putStrings("args", List.of())
                .build();
    }

    private static JsonText health() {
        return new JsonObject()
                .put("endpoint", "/health")
                .put("port_from_config", PORT_KEY)
                .put("timeout_ms", HEALTH_TIMEOUT_MILLIS)
                .build();
    }

    private static JsonText port() {
        return new JsonObject()
                .put("name", "api")
                .put("config_key", PORT_KEY)
                .put("default", PORT)
                .put("protocol", "http")
                .build();
    }

    private static JsonText config() {
        return new JsonObject()
                .put("file", "config.json")
                .put("format", "json")
                .put("home_variable", "NULLTICKETS_HOME")
                .put("default_home", "~/.nulltickets")
                .putAll(
                        "keys",
                        Settings.ALL.stream()
                                .filter(setting -> setting.key() != null)
                                .toList(),
                        ComponentManifest::key)
                .build();
    }

    private static JsonText key(Setting<?> setting) {
        return new JsonObject()
                .put("key", setting.key())
                .put("type", setting.kind().shape().label())
                .put("secret", setting.kind().secret())
                .put("variable", setting.variable())
                .put("description", setting.description())
                .build();
    }

    private static JsonText wizard() {
        List<JsonText> steps = List.of(
                step("port", "Port", Settings.PORT).put("default", PORT).build(),
                step("db_path", "Database file", Settings.DATABASE)
                        .put("default", Settings.DATABASE.fallbackText())
                        .build(),
                step("api_token", "API token", Settings.TOKEN).build());
        return new JsonObject()
                .put("apply", "--from-json")
                .putAll("steps", steps, step -> step)
                .build();
    }

    private static JsonObject step(String id, String title, Setting<?> setting) {
        return new JsonObject()
                .put("id", id)
                .put("title", title)
                .put("description", setting.description())
                .put("type", setting.kind().shape().label())
                .put("secret", setting.kind().secret())
                .put("required", false);
    }

    private static JsonText platforms() {
        return new JsonObject()
                .put("linux-x86_64", platform("nulltickets"))
                .put("linux-aarch64", platform("nulltickets"))
                .put("macos-x86_64", platform("nulltickets"))
                .put("macos-aarch64", platform("nulltickets"))
                .put("windows-x86_64", platform("nulltickets.cmd"))
                .build();
    }

    private static JsonText platform(String script) {
        return new JsonObject().put("start_script", script).build();
    }

    private static JsonText requirements() {
        JsonText java = new JsonObject().put("minimum_version", JAVA).build();
        return new JsonObject().put("java", java).build();
    }
}
