package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves what a start does not need, by taking it away: most of its time went into loading that. */
class LeanStartIT {
    @TempDir
    private Path directory;

    @Test
    void aServerOnADatabaseThatIsThereNeedsNeitherJooqNorFlyway() throws Exception {
        Path database = directory.resolve("tickets.db");
        try (Program first = Program.start(directory, "--port=0", "--db=" + database)) {
            first.address();
            first.terminate();
            first.status();
        }
        try (Program second = start("--port=0", "--db=" + database)) {
            try (RehearsalClient client = new RehearsalClient(second.address().getPort())) {
                Rehearsal.work(client);
            }
            second.terminate();
            assertThat(second.status()).isEqualTo(143);
            assertThat(second.err()).isEmpty();
        }
    }

    @Test
    void aNewDatabaseNeedsThem() throws Exception {
        try (Program fresh = start("--port=0", "--db=" + directory.resolve("new.db"))) {
            assertThat(fresh.status()).isEqualTo(1);
            assertThat(fresh.err()).contains("NoClassDefFoundError: org/flywaydb");
        }
    }

    /** Start a copy of the program that lacks some libraries. */
    private Program start(String... arguments) throws IOException {
        Path dist = Files.createDirectories(directory.resolve("dist/lib")).getParent();
        try (Stream<Path> files = Files.walk(Program.dist())) {
            for (Path jar : files.filter(LeanStartIT::isNeeded).toList()) {
                Path copy = dist.resolve(Program.dist().relativize(jar));
                if (Files.notExists(copy)) {
                    Files.createSymbolicLink(copy, jar);
                }
            }
        }
        ProcessBuilder builder = new ProcessBuilder(
                Program.java().toString(),
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + directory,
                "-jar",
                Files.copy(
                                Program.dist().resolve("nulltickets.jar"),
                                dist.resolve("lean.jar"),
                                StandardCopyOption.REPLACE_EXISTING)
                        .toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("NULLTICKETS_HOME", directory.toString());
        return Program.start(directory, builder);
    }

    private static boolean isNeeded(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jar")
                && Stream.of("jooq-", "flyway-", "r2dbc-", "reactive-streams-").noneMatch(name::startsWith);
    }
}
