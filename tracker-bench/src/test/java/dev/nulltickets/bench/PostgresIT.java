package dev.nulltickets.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prove that the benchmarks on PostgreSQL run, and that their limit runs what the store runs. */
class PostgresIT {
    private static final String SERVER =
            Path.of(System.getProperty("nulltickets.dist"), "nulltickets.jar").toString();

    private static @Nullable EmbeddedPostgres postgres;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException | RuntimeException problem) {
            System.err.println("SKIPPED: the benchmarks on PostgreSQL, because none can start here: " + problem);
            abort("PostgreSQL cannot start here: " + problem);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void cyclesRunBesideTheirLimits() throws IOException {
        run("postgres", "--server", SERVER, "--servers", "2", "--directory", directory.toString());
    }

    @Test
    void cyclesRunBesideEveryBacklog() throws IOException {
        run("postgres-backlog", "--count", "2000");
    }

    /** What is made of others (a lock, an id, the time) stands in no file. */
    @Test
    void theLimitRunsTheStatementsOfTheStore() throws IOException {
        Set<PostgresSql> plain = Set.of(PostgresSql.NOW, PostgresSql.NEXT_EVENT, PostgresSql.ENTER_STAGE);
        List<String> ofStore = Stream.of(statementsOfTheStore().split("(?m)^-- .*$", -1))
                .map(PostgresIT::spaced)
                .toList();
        assertThat(Arrays.stream(PostgresSql.values())
                        .filter(sql -> !plain.contains(sql))
                        .map(sql -> spaced(sql.text())))
                .hasSizeGreaterThan(12)
                .allMatch(ofStore::contains);
    }

    private static String statementsOfTheStore() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                PostgresIT.class.getResourceAsStream("/dev/nulltickets/persistence/postgresql-writing.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String spaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private void run(String command, String... arguments) throws IOException {
        String[] tiny = {
            command,
            "--db",
            "postgresql://postgres@127.0.0.1:"
                    + Objects.requireNonNull(postgres).getPort() + "/postgres",
            "--callers",
            "3",
            "--warmup",
            "0",
            "--seconds",
            "0.3"
        };
        new Harness(directory)
                .expectTables(
                        List.of("cycles"),
                        Stream.of(tiny, arguments).flatMap(Stream::of).toArray(String[]::new));
    }
}
