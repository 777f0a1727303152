package dev.nulltickets.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hold the settings of a command line so plain that it needs no parser: none but known options, each once, with a value
 * that is no option. Nearly every server is started by such a one, and to load the parser takes longer than to load the
 * server. Everything else, and whatever is wrong, is left to the parser.
 */
record PlainOptions(Map<String, String> values) implements Source {
    PlainOptions {
        values = Map.copyOf(values);
    }

    /** Read a command line, or return nothing if it is not plain. */
    static Optional<PlainOptions> of(String... arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        int next = arguments.length > 0 && arguments[0].equals("serve") ? 1 : 0;
        while (next < arguments.length) {
            String[] parts = arguments[next++].split("=", 2);
            String value = parts.length == 2 ? parts[1] : next < arguments.length ? arguments[next++] : "";
            if (!isPlain(parts[0], value) || values.put(parts[0], value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new PlainOptions(values));
    }

    private static boolean isPlain(String flag, String value) {
        return !value.startsWith("-")
                && Settings.ALL.stream().filter(one -> one.flag().equals(flag)).anyMatch(one -> isRight(one, value));
    }

    private static boolean isRight(Setting<?> setting, String value) {
        try {
            setting.kind().parse(value, Path.of(""));
            return true;
        } catch (WrongValue toBeReported) {
            return false;
        }
    }

    @Override
    public @Nullable String text(Setting<?> setting) {
        return values.get(setting.flag());
    }

    @Override
    public String name(Setting<?> setting) {
        return setting.flag();
    }

    @Override
    public Path base() {
        return Path.of("");
    }

    @Override
    public RuntimeException wrong(String what) {
        return new WrongUsage(what);
    }

    /** Say in one line what is wrong with a command line. */
    static final class WrongUsage extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private WrongUsage(String message) {
            super(message);
        }
    }
}
