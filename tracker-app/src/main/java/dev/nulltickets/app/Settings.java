package dev.nulltickets.app;

import static java.util.Objects.requireNonNull;

import dev.nulltickets.core.TrackerSettings;
import dev.nulltickets.core.model.Checks;
import dev.nulltickets.http.HttpSettings;
import dev.nulltickets.persistence.SqliteSettings;
import dev.nulltickets.persistence.SqliteSettings.Synchronous;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * List everything about a server that can be set. This is the only place that knows the names, the defaults and what is
 * allowed: the help, the command line, the environment, the config file and the component manifest all follow it.
 */
final class Settings {
    private static final int GIB = 1024 * 1024 * 1024;
    private static final TrackerSettings TRACKER = TrackerSettings.defaults();

    static final Setting<Path> CONFIG = new Setting<>(
            "--config",
            "NULLTICKETS_CONFIG",
            null,
            "PATH",
            Kind.path(),
            null,
            "The config file, instead of config.json in the directory that NULLTICKETS_HOME names, or in ~/.nulltickets.");
    static final Setting<String> HOST = new Setting<>(
            "--host", "NULLTICKETS_HOST", "host", "HOST", Kind.host(), "127.0.0.1", "The address to listen on.");
    static final Setting<Integer> PORT = new Setting<>(
            "--port",
            "NULLTICKETS_PORT",
            "port",
            "N",
            Kind.number(0, 65_535),
            7700,
            "The port to listen on; 0 takes a free one.");
    static final Setting<Database> DATABASE = new Setting<>(
            "--db",
            "NULLTICKETS_DB",
            "db",
            "DB",
            Kind.database(),
            new Database.File(Path.of("nulltickets.db")),
            "The database file, or postgresql://user@host:5432/name. In the config file, a relative path is relative to that file.");
    static final Setting<Path> PASSWORD_FILE = new Setting<>(
            "--db-password-file",
            "NULLTICKETS_DB_PASSWORD_FILE",
            "db_password_file",
            "PATH",
            Kind.path(),
            null,
            "A file that holds the password for PostgreSQL, instead of NULLTICKETS_DB_PASSWORD, PGPASSWORD or ~/.pgpass.");
    static final Setting<Integer> CONNECTIONS = new Setting<>(
            "--db-connections",
            "NULLTICKETS_DB_CONNECTIONS",
            "db_connections",
            "N",
            Kind.number(2, 1000),
            12,
            "The most connections to PostgreSQL that work at once; two more serve the server itself.");
    static final Setting<Synchronous> SYNCHRONOUS = new Setting<>(
            "--synchronous",
            "NULLTICKETS_SYNCHRONOUS",
            "synchronous",
            "WHEN",
            Kind.oneOf(Synchronous.class),
            SqliteSettings.of(Path.of("")).synchronous(),
            "When a write counts as done: full outlives a power failure, normal only a crash of the process.");
    static final Setting<String> TOKEN = new Setting<>(
            "--token",
            "NULLTICKETS_TOKEN",
            "api_token",
            "T",
            Kind.token(),
            null,
            "The API token that callers must carry.");
    static final Setting<Path> TOKEN_FILE = new Setting<>(
            "--token-file",
            "NULLTICKETS_TOKEN_FILE",
            "api_token_file",
            "PATH",
            Kind.path(),
            null,
            "A file that holds the API token, such as a container's secret.");
    static final Setting<List<String>> ALLOWED_HOSTS = new Setting<>(
            "--allowed-host",
            "NULLTICKETS_ALLOWED_HOSTS",
            "allowed_hosts",
            "NAME",
            Kind.hosts(),
            List.of(),
            "A name that Host and Origin may hold besides the loopback names and the host; repeatable, or with commas.");
    static final Setting<Integer> MAX_BODY_BYTES = new Setting<>(
            "--max-body-bytes",
            "NULLTICKETS_MAX_BODY_BYTES",
            "max_body_bytes",
            "N",
            Kind.number(1, GIB),
            HttpSettings.DEFAULT_MAX_BODY_BYTES,
            "The largest request body.");
    static final Setting<Integer> MAX_TRACE_BYTES = new Setting<>(
            "--max-trace-bytes",
            "NULLTICKETS_MAX_TRACE_BYTES",
            "max_trace_bytes",
            "N",
            Kind.number(1, GIB),
            HttpSettings.DEFAULT_MAX_TRACE_BYTES,
            "The largest body of a trace export.");
    static final Setting<Duration> MIN_LEASE_TTL = new Setting<>(
            "--min-lease-ttl-ms",
            "NULLTICKETS_MIN_LEASE_TTL_MS",
            "min_lease_ttl_ms",
            "MS",
            Kind.millis(Checks.MAX_DELAY),
            TRACKER.leastTtl(),
            "The shortest lease that a claim may ask for.");
    static final Setting<Duration> MAX_LEASE_TTL = new Setting<>(
            "--max-lease-ttl-ms",
            "NULLTICKETS_MAX_LEASE_TTL_MS",
            "max_lease_ttl_ms",
            "MS",
            Kind.millis(Checks.MAX_DELAY),
            TRACKER.mostTtl(),
            "The longest lease that a claim may ask for.");
    static final Setting<Duration> IDEMPOTENCY_RETENTION = new Setting<>(
            "--idempotency-retention-ms",
            "NULLTICKETS_IDEMPOTENCY_RETENTION_MS",
            "idempotency_retention_ms",
            "MS",
            Kind.millis(Checks.MAX_DELAY),
            TRACKER.answerRetention(),
            "How long the answer to a write with an idempotency key is kept.");
    static final Setting<Boolean> LOG_REQUESTS = new Setting<>(
            "--log-requests",
            "NULLTICKETS_LOG_REQUESTS",
            "log_requests",
            "true|false",
            Kind.truth(),
            false,
            "Print a line for each request.");

    /** All of them, in the order of the help. */
    static final List<Setting<?>> ALL = List.of(
            CONFIG,
            HOST,
            PORT,
            DATABASE,
            PASSWORD_FILE,
            CONNECTIONS,
            SYNCHRONOUS,
            TOKEN,
            TOKEN_FILE,
            ALLOWED_HOSTS,
            MAX_BODY_BYTES,
            MAX_TRACE_BYTES,
            MIN_LEASE_TTL,
            MAX_LEASE_TTL,
            IDEMPOTENCY_RETENTION,
            LOG_REQUESTS);

    private Settings() {}

    /** Return the default of a setting that has one. */
    static <T> T usual(Setting<T> setting) {
        return requireNonNull(setting.fallback(), setting.flag());
    }
}
