package dev.nulltickets.app;

import dev.nulltickets.core.TrackerSettings;
import dev.nulltickets.core.run.ClaimRequest;
import dev.nulltickets.http.HttpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Join the places where settings are given: the command line wins over the environment, that over the config file, and
 * that over the defaults. What is wrong is refused even where it is overruled, so that it cannot lie in wait.
 *
 * @param sources the strongest first
 */
record SettingSources(List<Source> sources) {
    SettingSources {
        sources = List.copyOf(sources);
    }

    /**
     * Add the environment and the config file to the options, and warn of what the file holds in vain.
     *
     * @throws StartFailure if the config file cannot be read
     */
    static SettingSources of(Source options, Map<String, String> variables, Consumer<String> warnings) {
        Environment environment = new Environment(variables);
        Path config = new SettingSources(List.of(options, environment)).given(Settings.CONFIG);
        ConfigFile file = config == null ? ConfigFile.in(environment.home()) : ConfigFile.read(config);
        if (!file.unknownKeys().isEmpty()) {
            warnings.accept("the config file %s has keys that mean nothing: %s"
                    .formatted(file.file(), String.join(", ", file.unknownKeys())));
        }
        return new SettingSources(List.of(options, environment, file));
    }

    /**
     * Return the settings of a server.
     *
     * @throws RuntimeException as the source makes it that holds a value that is not allowed
     */
    ServerSettings server(Consumer<String> warnings) {
        HttpSettings http = HttpSettings.local(value(Settings.PORT), Version.current())
                .withHost(value(Settings.HOST))
                .withApiToken(token())
                .withAllowedHosts(value(Settings.ALLOWED_HOSTS))
                .withMaxBodyBytes(value(Settings.MAX_BODY_BYTES))
                .withMaxTraceBytes(value(Settings.MAX_TRACE_BYTES));
        return new ServerSettings(store(), tracker(warnings), http, value(Settings.LOG_REQUESTS));
    }

    /** Return how the tracker is kept. */
    StoreSettings store() {
        return new StoreSettings(
                value(Settings.DATABASE),
                value(Settings.SYNCHRONOUS),
                value(Settings.CONNECTIONS),
                databasePassword(),
                given(Settings.PASSWORD_FILE));
    }

    /** Return the value of a setting that has a default. */
    <T> T value(Setting<T> setting) {
        T given = given(setting);
        return given == null ? Settings.usual(setting) : given;
    }

    /** Return the strongest value that is given, or null if none is. All of them are checked. */
    <T> @Nullable T given(Setting<T> setting) {
        T strongest = null;
        for (Source source : sources) {
            T value = source.value(setting);
            strongest = strongest == null ? value : strongest;
        }
        return strongest;
    }

    /** Return the API token, which each source may hold itself or in a file, but not both. */
    private @Nullable String token() {
        String strongest = null;
        for (Source source : sources) {
            String token = source.value(Settings.TOKEN);
            Path file = source.value(Settings.TOKEN_FILE);
            if (token != null && file != null) {
                throw source.wrong("%s and %s exclude each other"
                        .formatted(source.name(Settings.TOKEN), source.name(Settings.TOKEN_FILE)));
            }
            if (strongest == null) {
                strongest = file == null ? token : TokenFile.read(file);
            }
        }
        return strongest;
    }

    private @Nullable String databasePassword() {
        return sources.stream()
                .filter(Environment.class::isInstance)
                .map(source -> ((Environment) source).databasePassword())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private TrackerSettings tracker(Consumer<String> warnings) {
        Duration least = value(Settings.MIN_LEASE_TTL);
        Duration most = value(Settings.MAX_LEASE_TTL);
        if (least.compareTo(most) > 0) {
            throw strongest(Settings.MIN_LEASE_TTL, Settings.MAX_LEASE_TTL)
                    .wrong(
                            "the shortest lease (%s) must not be longer than the longest (%s), but they are %d ms and %d ms"
                                    .formatted(
                                            Settings.MIN_LEASE_TTL.key(),
                                            Settings.MAX_LEASE_TTL.key(),
                                            least.toMillis(),
                                            most.toMillis()));
        }
        Duration usual = ClaimRequest.DEFAULT_TTL;
        if (usual.compareTo(least) < 0 || usual.compareTo(most) > 0) {
            warnings.accept("a claim without lease_ttl_ms asks for %d ms, which is not from %d to %d, and is refused"
                    .formatted(usual.toMillis(), least.toMillis(), most.toMillis()));
        }
        return TrackerSettings.defaults()
                .withTtlLimits(least, most)
                .withAnswerRetention(value(Settings.IDEMPOTENCY_RETENTION));
    }

    /** Return the strongest source that gives one of the settings. */
    private Source strongest(Setting<?> one, Setting<?> other) {
        return sources.stream()
                .filter(source -> source.value(one) != null || source.value(other) != null)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the defaults contradict each other"));
    }
}
