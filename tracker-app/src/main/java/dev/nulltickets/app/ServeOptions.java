package dev.nulltickets.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Hold the options of the server as they were given; what was not given comes from the config file or the defaults. */
final class ServeOptions {
    @Option(names = "--host", paramLabel = "HOST", description = "The address to listen on. Default: 127.0.0.1")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on; 0 takes a free one. Default: 7700")
    private @Nullable Integer port;

    @Option(names = "--db", paramLabel = "PATH", description = "The database file. Default: nulltickets.db")
    private @Nullable Path database;

    @Option(names = "--token", paramLabel = "T", description = "The API token that callers must carry. Default: none")
    private @Nullable String token;

    @Option(
            names = "--config",
            paramLabel = "PATH",
            description = "The config file. Default: $NULLTICKETS_HOME/config.json, else ~/.nulltickets/config.json")
    private @Nullable Path config;

    @Option(names = "--log-requests", description = "Log a line for each request.")
    private boolean logRequests;

    /** Join the options with the config file and the defaults: options win over the file. */
    ServerSettings settings() {
        ConfigFile file = config == null ? ConfigFile.atDefaultPlace(System.getenv()) : ConfigFile.read(config);
        return new ServerSettings(
                host == null ? ServerSettings.DEFAULT_HOST : host,
                checkedPort(port == null ? file.portOr(ServerSettings.DEFAULT_PORT) : port),
                database == null ? file.databaseOr(Path.of(ServerSettings.DEFAULT_DATABASE)) : database,
                token == null ? file.apiToken() : checkedToken(token),
                logRequests);
    }

    private static int checkedPort(int port) {
        if (port < 0 || port > 65_535) {
            throw new StartFailure("--port must be from 0 to 65535, but is " + port, null);
        }
        return port;
    }

    private static String checkedToken(String token) {
        if (token.isBlank()) {
            throw new StartFailure("--token must not be empty", null);
        }
        return token;
    }
}
