package dev.nulltickets.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Resolve settings as the program does, with an environment of its own, and a home for the config file. */
final class SettingsBench {
    final Map<String, String> environment = new HashMap<>();
    final List<String> warnings = new ArrayList<>();
    private final Path home;

    SettingsBench(Path home) {
        this.home = home;
        environment.put("NULLTICKETS_HOME", home.toString());
    }

    ServerSettings settings(String... arguments) {
        CommandLine line = RootCommand.commandLine();
        line.parseArgs(arguments);
        return SettingSources.of(new GivenOptions(line.getCommandSpec()), environment, warnings::add)
                .server(warnings::add);
    }

    Path config(String text) throws IOException {
        return Files.writeString(home.resolve("config.json"), text);
    }
}
