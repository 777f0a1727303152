package dev.nulltickets.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves what a start does not load: most of its time once went into that. */
class LeanStartIT {
    private static final String FLYWAY = "org.flywaydb.";
    private static final String PARSER = "picocli.";

    /**
     * Of jOOQ, a few interfaces are loaded when the tables' classes are verified, and nothing that builds statements.
     */
    private static final String JOOQ = "org.jooq.impl.";

    @TempDir
    private Path directory;

    @Test
    void aServerOnADatabaseThatIsThereLoadsNeitherJooqNorFlywayNorTheParser() throws Exception {
        assertThat(loadedBy("--port=0")).contains(FLYWAY).doesNotContain(JOOQ, PARSER);
        assertThat(loadedBy("--port=0")).doesNotContain(FLYWAY, JOOQ, PARSER);
        assertThat(loadedBy("--port=0", "--log-requests")).contains(PARSER);
    }

    /** Start a server, work with it, and return which of the libraries' packages it has loaded classes of. */
    private List<String> loadedBy(String... arguments) throws IOException, InterruptedException {
        Path classes = directory.resolve("classes.txt");
        try (Program server = start(classes, arguments)) {
            try (RehearsalClient client = new RehearsalClient(server.address().getPort())) {
                Rehearsal.work(client);
            }
            server.terminate();
            assertThat(server.status()).isEqualTo(143);
            assertThat(server.err()).isEmpty();
        }
        String loaded = Files.readString(classes);
        assertThat(loaded).contains("dev.nulltickets.persistence.TaskTable ", "io.helidon.");
        return Stream.of(FLYWAY, JOOQ, PARSER).filter(loaded::contains).toList();
    }

    private Program start(Path classes, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Program.java().toString(),
                "-XX:+UseSerialGC",
                "-Xlog:class+load:file=" + classes + ":none",
                "-Djava.io.tmpdir=" + directory,
                "-jar",
                Program.dist().resolve("nulltickets.jar").toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("NULLTICKETS_HOME", directory.toString());
        return Program.start(directory, builder);
    }
}
