package dev.nulltickets.app;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Hold the options of the server as they were given; what was not given comes from the config file or the defaults. */
final class ServeOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(names = "--host", paramLabel = "HOST", description = "The address to listen on. Default: 127.0.0.1")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on; 0 takes a free one. Default: 7700")
    private @Nullable Integer port;

    @Option(names = "--db", paramLabel = "PATH", description = "The database file. Default: nulltickets.db")
    private @Nullable String database;

    @Option(names = "--token", paramLabel = "T", description = "The API token that callers must carry. Default: none")
    private @Nullable String token;

    @Option(
            names = "--config",
            paramLabel = "PATH",
            description = "The config file. Default: $NULLTICKETS_HOME/config.json, else ~/.nulltickets/config.json")
    private @Nullable String config;

    @Option(names = "--log-requests", description = "Print a line for each request.")
    private boolean logRequests;

    /**
     * Join the options with the config file and the defaults: options win over the file.
     *
     * @throws ParameterException if an option has a value that is not allowed
     * @throws StartFailure if the config file cannot be read, or is wrong
     */
    ServerSettings settings(Map<String, String> environment) {
        checkGiven();
        ConfigFile file = config == null ? ConfigFile.atDefaultPlace(environment) : ConfigFile.read(Path.of(config));
        return new ServerSettings(
                host == null ? ServerSettings.DEFAULT_HOST : host,
                port == null ? file.portOr(ServerSettings.DEFAULT_PORT) : port,
                database == null ? file.databaseOr(Path.of(ServerSettings.DEFAULT_DATABASE)) : Path.of(database),
                token == null ? file.apiToken() : token,
                logRequests);
    }

    private void checkGiven() {
        if (port != null && (port < 0 || port > 65_535)) {
            throw wrong("--port must be from 0 to 65535, but is " + port);
        }
        notBlank("--host", host);
        notBlank("--db", database);
        notBlank("--token", token);
        notBlank("--config", config);
    }

    private void notBlank(String option, @Nullable String value) {
        if (value != null && value.isBlank()) {
            throw wrong(option + " must not be empty");
        }
    }

    private ParameterException wrong(String message) {
        if (command == null) {
            throw new IllegalStateException("the options were not read from a command line");
        }
        return new ParameterException(command.commandLine(), message);
    }
}
