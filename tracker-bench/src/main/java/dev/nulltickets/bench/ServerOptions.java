package dev.nulltickets.bench;

import dev.nulltickets.persistence.SqliteSettings.Synchronous;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Say which server is measured over HTTP: one that runs, or a packaged one, which is started. */
final class ServerOptions {
    @Option(
            names = "--url",
            description = "A server that runs, such as http://127.0.0.1:7700. Without it one is started.")
    private @Nullable URI url;

    @Option(names = "--token", description = "The API token of the server that runs.")
    private @Nullable String token;

    @Option(
            names = "--server",
            defaultValue = "tracker-app/target/dist/nulltickets.jar",
            description = "The packaged server to start. Default: ${DEFAULT-VALUE}.")
    private Path jar = Path.of("");

    @Option(
            names = "--server-options",
            split = " ",
            defaultValue = "-XX:+UseSerialGC -Xms64m -XX:MaxRAMPercentage=50 --enable-native-access=ALL-UNNAMED",
            description = "Options of the started server's JVM. Default, as the launcher has them: ${DEFAULT-VALUE}.")
    private List<String> javaOptions = List.of();

    @Option(names = "--server-arguments", split = " ", description = "More arguments of the started server.")
    private List<String> arguments = List.of();

    /** Return the server that runs, or null if one is to be started. */
    @Nullable
    Target running() {
        return url == null ? null : new Target(url, token);
    }

    /** What is done with a server; the process is null if it was not started here. */
    @FunctionalInterface
    interface Use {
        void with(Target target, @Nullable ServerProcess process);
    }

    /** Use the server that runs, or one that is started on a new database, and stopped in the end. */
    void serve(StoreOptions stores, Use use) {
        if (url != null) {
            use.with(new Target(url, token), null);
            return;
        }
        try (Scratch scratch = stores.scratch();
                ServerProcess server = start(scratch.file("server.db"), stores.synchronous())) {
            use.with(server.target(), server);
        }
    }

    ServerProcess start(Path database, Synchronous synchronous) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--synchronous", synchronous.name().toLowerCase(Locale.ROOT)));
        Path home = database.toAbsolutePath().resolveSibling("home");
        return ServerProcess.start(jar, javaOptions, database.toString(), home, all);
    }

    /** Start servers that share a database, in a directory that none of them writes to. */
    ServerProcesses start(int number, String address, Path home) {
        ServerProcesses processes = new ServerProcesses(new ArrayList<>());
        try {
            for (int i = 0; i < number; i++) {
                processes.running().add(ServerProcess.start(jar, javaOptions, address, home, arguments));
            }
            return processes;
        } catch (RuntimeException problem) { // Those that have started must not go on.
            processes.close();
            throw problem;
        }
    }
}
