package dev.nulltickets.app;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Hold the settings of a command line. Texts only: what they must be is the settings' affair, not the parser's. */
record GivenOptions(CommandSpec command) implements Source {

    /** Make a command understand settings. */
    static void addTo(CommandSpec command, Collection<Setting<?>> settings) {
        settings.forEach(setting -> command.addOption(option(setting)));
    }

    @Override
    public @Nullable String text(Setting<?> setting) {
        OptionSpec option = command.findOption(setting.flag());
        Object given = option == null ? null : option.getValue();
        return switch (given) {
            case null -> null;
            case List<?> several ->
                String.join(",", several.stream().map(Object::toString).toList());
            default -> given.toString();
        };
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
        return new ParameterException(command.commandLine(), what);
    }

    private static OptionSpec option(Setting<?> setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.flag())
                .paramLabel(setting.label())
                .description(setting.description(), alsoSetBy(setting));
        return switch (setting.kind().shape()) {
            case STRINGS ->
                option.type(List.class).auxiliaryTypes(String.class).arity("1").build();
            case BOOLEAN ->
                option.type(String.class).arity("0..1").fallbackValue("true").build();
            case INTEGER, STRING -> option.type(String.class).arity("1").build();
        };
    }

    private static String alsoSetBy(Setting<?> setting) {
        String key = setting.key() == null ? "" : ", " + setting.key();
        return "[%s%s; default: %s]".formatted(setting.variable(), key, setting.fallbackText());
    }
}
