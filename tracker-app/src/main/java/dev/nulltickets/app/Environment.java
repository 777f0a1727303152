package dev.nulltickets.app;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold the settings of the environment. An empty variable counts as not given, because that is how container files pass
 * on what nobody set.
 */
record Environment(Map<String, String> variables) implements Source {
    private static final String SERVICE_LINK = "tcp://";

    @Override
    public @Nullable String text(Setting<?> setting) {
        String text = variables.get(setting.variable());
        if (text == null || text.isEmpty() || isServiceLink(setting, text)) {
            return null;
        }
        return text;
    }

    @Override
    public String name(Setting<?> setting) {
        return setting.variable();
    }

    @Override
    public Path base() {
        return Path.of("");
    }

    @Override
    public RuntimeException wrong(String what) {
        return new StartFailure(what, null);
    }

    /** Return the directory of the config file. */
    Path home() {
        String home = variables.get("NULLTICKETS_HOME");
        return home == null || home.isEmpty() ? userHome().resolve(".nulltickets") : Path.of(home);
    }

    /** Return the password of the database; null if none is given. It has no flag, which everybody could read. */
    @Nullable
    String databasePassword() {
        String own = variables.getOrDefault("NULLTICKETS_DB_PASSWORD", "");
        String usual = variables.getOrDefault("PGPASSWORD", "");
        return !own.isEmpty() ? own : usual.isEmpty() ? null : usual;
    }

    /** Return what a shell calls {@code ~}. The JVM asks the list of users alone, which containers seldom keep. */
    private Path userHome() {
        Path home = Path.of(variables.getOrDefault("HOME", ""));
        return home.isAbsolute() ? home : Path.of(System.getProperty("user.home"));
    }

    /** Kubernetes tells all containers beside a service of the name nulltickets where it is, by this very variable. */
    private static boolean isServiceLink(Setting<?> setting, String text) {
        return setting.equals(Settings.PORT) && text.startsWith(SERVICE_LINK);
    }
}
